import { expect, it } from 'vitest';
import { isTypedName } from './typed-name.ts';

it.each([
  ['with two spaces between, of which a page shows one', 'Ernest Erased', 'Ernest  Erased'],
  ['with a line break or a no-break space', 'Ernest E. Erased', 'Ernest\nE.\u00a0Erased'],
  ['with spaces around', 'Ernest', ' Ernest '],
  ['typed with spaces around', ' Ernest ', 'Ernest'],
])('takes a name %s', (_case, typed, name) => {
  expect(isTypedName(typed, name)).toBe(true);
});

it.each([
  ['a part of it', 'Ernest'],
  ['another case', 'ernest erased'],
  ['the words run together', 'ErnestErased'],
  ['nothing', ''],
])('does not take %s', (_case, typed) => {
  expect(isTypedName(typed, 'Ernest Erased')).toBe(false);
});
