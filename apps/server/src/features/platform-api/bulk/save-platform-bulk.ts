import { bulkLineBytesMax, bulkLinesMax } from '@leads/contract/platform-bulk';
import type { BulkLine, BulkResult, BulkSummary } from '@leads/contract/platform-bulk';
import { Problem } from '@leads/contract/problem';
import type { Context } from '#platform/act/context.ts';
import { parseBulkLine } from './parse-bulk-line.ts';
import type { ParsedLine } from './parse-bulk-line.ts';
import { readLines } from './read-lines.ts';
import { saveLines } from './save-lines.ts';
import type { LineOutcome } from './save-lines.ts';

/** Lines that are saved together. */
const groupMax = 500;

type Told = Omit<BulkSummary, 'complete'>;

/**
 * Saves NDJSON as it comes and answers a line for each, in order, then a summary. Nothing is read ahead of what is being
 * saved and nothing kept of what is answered, so memory does not grow with the length. Ends early, saying so, beyond the
 * highest number of lines and when the database is gone.
 */
export async function* savePlatformBulk(
  ctx: Context,
  body: AsyncIterable<Uint8Array>,
  { linesMax = bulkLinesMax }: { linesMax?: number } = {},
): AsyncGenerator<string> {
  const told: Told = { lines: 0, created: 0, updated: 0, unchanged: 0, refused: 0 };
  let group: ParsedLine[] = [];
  let keys = new Set<string>();
  let end: Problem | undefined;

  const flush = async (): Promise<string> => {
    const results = await saveGroup(ctx, group);
    group = [];
    keys = new Set();
    for (const { result } of results) {
      told.lines += 1;
      told[result] += 1;
    }
    if (results.some(({ code }) => code === 'unavailable')) end = new Problem('unavailable');
    return results.map(toJsonLine).join('');
  };

  for await (const line of readLines(body, { lineBytesMax: bulkLineBytesMax })) {
    if (line.text?.trim() === '') continue;
    if (told.lines + group.length === linesMax) end = tooManyLines(linesMax);
    if (end !== undefined) break;
    const parsed = parseBulkLine(line);
    if ('key' in parsed && keys.has(parsed.key)) yield await flush();
    group.push(parsed);
    if ('key' in parsed) keys.add(parsed.key);
    if (group.length >= groupMax) yield await flush();
  }
  if (group.length > 0) yield await flush();
  yield toJsonLine({
    complete: end === undefined,
    ...told,
    ...(end === undefined ? {} : { code: end.code, detail: end.detail }),
  });
}

const toJsonLine = (value: BulkResult | BulkSummary): string => `${JSON.stringify(value)}\n`;

const tooManyLines = (linesMax: number) =>
  new Problem('payload_too_large', {
    detail: `One bulk takes ${linesMax} lines. Send the rest in another one.`,
  });

async function saveGroup(ctx: Context, group: readonly ParsedLine[]): Promise<BulkResult[]> {
  const items = group.flatMap((line): BulkLine[] => ('item' in line ? [line.item] : []));
  const outcomes = await saveLines(ctx, items);
  let next = 0;
  return group.map((line) =>
    toResult(line.number, 'problem' in line ? line.problem : (outcomes[next++] ?? 'unchanged')),
  );
}

function toResult(line: number, outcome: LineOutcome): BulkResult {
  if (!(outcome instanceof Problem)) return { line, result: outcome };
  const { code, detail, errors } = outcome;
  return { line, result: 'refused', code, detail, ...(errors.length === 0 ? {} : { errors }) };
}
