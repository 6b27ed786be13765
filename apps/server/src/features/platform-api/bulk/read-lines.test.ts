import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readLines } from './read-lines.ts';
import type { Line } from './read-lines.ts';

const limit = 1024;

async function linesOf(chunks: readonly Uint8Array[], lineBytesMax = limit): Promise<Line[]> {
  async function* source() {
    yield* chunks;
  }
  return Array.fromAsync(readLines(source(), { lineBytesMax }));
}
const bytes = (text: string) => new TextEncoder().encode(text);

it('gives the same lines however the bytes are cut', async () => {
  const text = fc.array(
    fc.string({ unit: 'grapheme', maxLength: 20 }).map((line) => line.replaceAll(/[\r\n]/g, '')),
    { minLength: 1 },
  );
  await fc.assert(
    fc.asyncProperty(text, fc.array(fc.nat(400)), async (lines, cuts) => {
      const whole = bytes(`${lines.join('\n')}\n`);
      const sorted = [0, ...cuts.map((cut) => Math.min(cut, whole.length)), whole.length].sort(
        (a, b) => a - b,
      );
      const chunks = sorted.slice(1).map((end, index) => whole.subarray(sorted[index], end));
      expect((await linesOf(chunks)).map((line) => line.text)).toEqual(lines);
    }),
    { numRuns: 200 },
  );
});

it('takes CRLF, empty lines and a last line without an end, and counts from 1', async () => {
  expect(await linesOf([bytes('a\r\n\nb')])).toEqual([
    { number: 1, text: 'a', fault: undefined },
    { number: 2, text: '', fault: undefined },
    { number: 3, text: 'b', fault: undefined },
  ]);
});

it('takes a line of the limit, tells one byte more as too long, and reads on behind it', async () => {
  const lines = await linesOf([
    bytes('x'.repeat(limit)),
    bytes(`\n${'y'.repeat(limit)}`),
    bytes('y\nz\n'),
  ]);
  expect(lines.map(({ text, fault }) => [text?.length, fault])).toEqual([
    [limit, undefined],
    [undefined, 'The line is longer than 1 kB.'],
    [1, undefined],
  ]);
});

it('tells bytes that are no UTF-8, and reads on behind them', async () => {
  const lines = await linesOf([Uint8Array.of(0xff, 0xfe, 0x0a), bytes('ok\n')]);
  expect(lines.map(({ text, fault }) => text ?? fault)).toEqual(['The line is not UTF-8.', 'ok']);
});
