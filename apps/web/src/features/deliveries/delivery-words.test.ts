import { expect, it } from 'vitest';
import { toCurl, toDurationWords, toReadableBody } from './delivery-words.ts';

it('tells durations in the unit that fits', () => {
  expect([null, 38, 1234].map(toDurationWords)).toEqual(['–', '38 ms', '1.2 s']);
});

it('breaks JSON into lines and leaves other text alone', () => {
  expect(toReadableBody('{"a":1}')).toBe('{\n  "a": 1\n}');
  expect(toReadableBody('<html>')).toBe('<html>');
});

it('quotes what a shell would take apart', () => {
  const command = toCurl({ url: 'https://partner.example/a?b=1&c=2', body: `{"name":"O'Hara"}` });
  expect(command).toContain(`'https://partner.example/a?b=1&c=2'`);
  expect(command).toContain(`'{"name":"O'\\''Hara"}'`);
});
