import { setTimeout as sleep } from 'node:timers/promises';
import type { Installation } from './api-process.ts';

/** With no more than a dozen paths each is asked five times or more, so that one slow path shows in the figure. */
const pathsMax = 12;
const requests = 60;
const perSecond = 40;

/**
 * The 95th percentile, in milliseconds, of GETs sent at a constant rate over paths in turn. A request that had to wait
 * for its turn counts from when it was due (open loop: coordinated omission is accounted for).
 */
export async function measureP95(place: Installation, paths: readonly string[]): Promise<number> {
  if (paths.length > pathsMax) throw new Error(`${paths.length} paths hide a slow one`);
  for (const path of paths) await getJson(place, path);
  const startMs = performance.now();
  const taken = await Promise.all(
    Array.from({ length: requests }, async (_, index) => {
      const dueMs = startMs + (index * 1000) / perSecond;
      await sleep(Math.max(0, dueMs - performance.now()));
      await getJson(place, paths[index % paths.length] ?? '/');
      return performance.now() - Math.max(dueMs, startMs);
    }),
  );
  return percentile(taken, 0.95);
}

export async function getJson<Reply>(place: Installation, path: string): Promise<Reply> {
  const { statusCode, body } = await place.http.request({
    method: 'GET',
    path,
    headers: place.headers,
  });
  const text = await body.text();
  if (statusCode !== 200) throw new Error(`GET ${path} answered ${statusCode}: ${text}`);
  return JSON.parse(text) as Reply;
}

export function percentile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN;
}
