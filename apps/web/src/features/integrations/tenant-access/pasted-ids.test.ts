import { expect, it } from 'vitest';
import { toPastedIds } from './pasted-ids.ts';

it('takes lines, commas, semicolons, tabs and quotes', () => {
  expect(toPastedIds(' a,b;\r\n"c"\t\'d\'\n\n,')).toEqual(['a', 'b', 'c', 'd']);
  expect(toPastedIds(' \n ')).toEqual([]);
});
