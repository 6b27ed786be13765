import { expect, it } from 'vitest';
import { parseHint } from './live-stream.ts';

it.each([
  ['{"topic":"lead","id":"1"}', { topic: 'lead', id: '1' }],
  ['{"topic":"lead"}', undefined],
  ['not json', undefined],
  ['', undefined],
])('reads the hint %o', (text, hint) => {
  expect(parseHint(text)).toEqual(hint);
});
