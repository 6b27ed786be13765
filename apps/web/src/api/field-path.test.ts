import { describe, expect, it } from 'vitest';
import { hasField, toFieldPath } from './field-path.ts';

describe('toFieldPath', () => {
  it.each([
    ['/name', undefined, 'name'],
    ['/slot/startSec', undefined, 'slot.startSec'],
    ['/extraDetails/0/parameter', undefined, 'extraDetails.0.parameter'],
    ['/general/name', 'general', 'name'],
    ['/version', 'general', 'version'],
    ['/a~1b/c~0d', undefined, 'a/b.c~d'],
    ['', undefined, ''],
  ])('turns %o under %o into %o', (pointer, under, path) => {
    expect(toFieldPath(pointer, under)).toBe(path);
  });
});

describe('hasField', () => {
  const values = { name: '', rows: [{ parameter: 'a' }], nothing: null, empty: undefined };
  it.each([
    ['name', true],
    ['rows', true],
    ['rows.0.parameter', true],
    ['rows.1.parameter', false],
    ['nothing', true],
    ['empty', true],
    ['version', false],
    ['name.length', false],
    ['constructor', false],
    ['', false],
  ])('%o: %o', (path, has) => {
    expect(hasField(values, path)).toBe(has);
  });
});
