import { FormData } from 'undici';
import type { Installation } from '../frame/api-process.ts';
import type { Bar } from '../frame/bar.ts';
import { measureGrowth } from '../frame/memory.ts';
import { importIntegrationId } from './seed-integrations.ts';

const rowCount = 50_000;
let edition = 0;

/** The whole list under new names, so that every row changes on every run. */
function makeCsv(): string {
  edition += 1;
  const lines = ['Partner Job Type ID,Partner Job Type Name,Category,Trade,Standard Job Type'];
  for (let row = 1; row <= rowCount; row += 1)
    lines.push(
      `job-${row},"Service ${row}, edition ${edition}",Category ${row % 40},Bench trade,Standard ${(row % 100) + 1}`,
    );
  return lines.join('\n');
}

const at = `/api/admin/integrations/${importIntegrationId}/job-types`;

async function preview(place: Installation, csv: string): Promise<string> {
  const body = new FormData();
  body.append('file', new Blob([csv], { type: 'text/csv' }), 'job-types.csv');
  const reply = await place.http.request({
    method: 'POST',
    path: `${at}/preview`,
    headers: place.headers,
    body,
  });
  const text = await reply.body.text();
  const { previewId, rowCount: readRows } = JSON.parse(text) as {
    previewId?: string | null;
    rowCount?: number;
  };
  if (typeof previewId !== 'string' || readRows !== rowCount)
    throw new Error(`preview: ${text.slice(0, 500)}`);
  return previewId;
}

async function apply(place: Installation, previewId: string): Promise<void> {
  const reply = await place.http.request({
    method: 'POST',
    path: `${at}/apply`,
    headers: { ...place.headers, 'content-type': 'application/json' },
    body: JSON.stringify({ previewId }),
  });
  const text = await reply.body.text();
  if (reply.statusCode !== 200) throw new Error(`apply: ${text.slice(0, 500)}`);
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const startMs = performance.now();
  await work();
  return (performance.now() - startMs) / 1000;
}

export const csvBars: readonly Bar<Installation>[] = [
  {
    name: 'CSV of 50,000 partner job types: preview',
    bar: { below: 2 },
    unit: 's',
    async measure(place) {
      const csv = makeCsv();
      return secondsOf(() => preview(place, csv));
    },
  },
  {
    name: 'CSV of 50,000 partner job types: apply',
    bar: { below: 3 },
    unit: 's',
    async measure(place) {
      const previewId = await preview(place, makeCsv());
      return secondsOf(() => apply(place, previewId));
    },
  },
  {
    name: 'CSV of 50,000 partner job types: memory above idle',
    bar: { below: 200 },
    unit: 'MB',
    async measure(place) {
      const csv = makeCsv();
      return measureGrowth(place.apiPid, async () => apply(place, await preview(place, csv)));
    },
  },
];
