import sharp from 'sharp';
import { expect, test } from 'vitest';
import { judgeLogo } from './logo-kind.ts';
import { redrawLogo } from './redraw-logo.ts';

const solid = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 4, background: '#2266cc' } });

const svgOf = (inner: string, attributes = 'width="200" height="100"') =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${inner}</svg>`);

/** What a whole upload comes to: the PNG's facts, or the words it is refused with. */
async function upload(fileName: string, bytes: Buffer) {
  const judgement = judgeLogo(fileName, bytes);
  if ('refusal' in judgement) return judgement.refusal;
  const redrawn = await redrawLogo({ kind: judgement.kind, bytes });
  if ('refusal' in redrawn) return redrawn.refusal;
  const { format, width, height } = await sharp(redrawn.png).metadata();
  return { format, width, height };
}

test.each([
  ['a.png', 'png'],
  ['a.JPEG', 'jpeg'],
  ['a.jpg', 'jpeg'],
] as const)('redraws %s to a PNG of at most 512 pixels', async (name, format) => {
  const bytes = await solid(1024, 256).toFormat(format).toBuffer();
  expect(await upload(name, bytes)).toEqual({ format: 'png', width: 512, height: 128 });
});

test('leaves a small picture at its size, and draws a small SVG sharply', async () => {
  expect(await upload('a.png', await solid(40, 20).png().toBuffer())).toMatchObject({ width: 40 });
  expect(await upload('a.svg', svgOf('<rect width="9" height="9"/>'))).toMatchObject({
    format: 'png',
    width: 512,
  });
});

test('takes 4,096 pixels a side and not one more', async () => {
  const edge = await solid(4096, 4).png().toBuffer();
  expect(await upload('a.png', edge)).toMatchObject({ width: 512 });
  const beyond = await solid(4097, 4).png().toBuffer();
  expect(await upload('a.png', beyond)).toContain('larger than 4,096 pixels');
  expect(await upload('a.svg', svgOf('', 'width="50000" height="50000"'))).toContain('4,096');
});

test('refuses a header that promises 50,000 × 50,000 pixels without drawing it', async () => {
  const bytes = await solid(8, 8).png().toBuffer();
  bytes.writeUInt32BE(50_000, 16);
  bytes.writeUInt32BE(50_000, 20);
  const answer = await upload('a.png', bytes);
  expect(typeof answer).toBe('string');
});

test('refuses a .gif renamed .png, in words', async () => {
  const gif = await solid(8, 8).gif().toBuffer();
  expect(await upload('logo.png', gif)).toContain('neither a JPEG, a PNG nor an SVG');
  expect(await upload('logo.gif', gif)).toContain('This file type is not accepted');
});

test.each([
  ['webp', 'logo.jpg'],
  ['tiff', 'logo.svg'],
] as const)('refuses %s bytes under the name %s', async (format, name) => {
  const bytes = await solid(8, 8).toFormat(format).toBuffer();
  expect(await upload(name, bytes)).toContain('neither a JPEG, a PNG nor an SVG');
});

test('refuses damaged, empty and nameless files', async () => {
  const png = await solid(300, 300).png().toBuffer();
  expect(await upload('a.png', png.subarray(0, 60))).toContain('cannot be read');
  expect(await upload('a.png', Buffer.alloc(0))).toContain('empty');
  expect(await upload('png', png)).toContain('not accepted');
});

test('refuses an animated PNG', () => {
  const chunk = Buffer.alloc(20);
  chunk.writeUInt32BE(8, 0);
  chunk.write('acTL', 4, 'latin1');
  const start = Buffer.from('89504e470d0a1a0a', 'hex');
  expect(judgeLogo('a.png', Buffer.concat([start, chunk]))).toMatchObject({
    refusal: expect.stringContaining('Animated'),
  });
});

test('redraws an SVG with script and foreign content to plain pixels', async () => {
  const hostile = svgOf(
    `<script>alert(1)</script><foreignObject width="9" height="9"><p>x</p></foreignObject>
     <use href="https://example.com/x.svg#a"/><rect onload="alert(2)" width="9" height="9"/>`,
  );
  expect(await upload('a.svg', hostile)).toMatchObject({ format: 'png' });
});

test.each([
  [
    'an entity bomb',
    '<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg xmlns="http://www.w3.org/2000/svg"/>',
  ],
  ['a picture inside', svgOf('<image href="data:image/png;base64,AAAA"/>').toString()],
  ['a picture inside a filter', svgOf('<filter><feImage href="x"/></filter>').toString()],
])('refuses an SVG with %s', (_title, text) => {
  expect(judgeLogo('a.svg', Buffer.from(text))).toHaveProperty('refusal');
});

test('ends a drawing that takes longer than a second', async () => {
  const slow = svgOf(
    `<filter id="f"><feMorphology radius="3000"/></filter>${'<rect filter="url(#f)" width="200" height="100"/>'.repeat(400)}`,
  );
  const startedAt = performance.now();
  expect(await upload('a.svg', slow)).toContain('takes too long');
  expect(performance.now() - startedAt).toBeLessThan(10_000);
});
