import { expect, it } from 'vitest';
import { diffEntry } from './diff-entry.ts';

it('tells only what changed, in the words of the screens', () => {
  const before = { urlPrefix: 'https://a.example', leads: true, leadEvents: { accept: true } };
  const after = { urlPrefix: 'https://b.example', leads: true, leadEvents: { accept: false } };
  expect(diffEntry(before, after)).toEqual([
    {
      kind: 'value',
      field: 'WebHook URL',
      before: 'https://a.example',
      after: 'https://b.example',
    },
    { kind: 'value', field: 'Leads: Accept', before: 'On', after: 'Off' },
  ]);
  expect(diffEntry(before, before)).toEqual([]);
});

it('tells a first save field by field, and a removal as going to nothing', () => {
  expect(diffEntry(null, { mode: 'all', leadEvents: { decline: true } })).toEqual([
    { kind: 'value', field: 'Access', before: '–', after: 'All tenants' },
    { kind: 'value', field: 'Leads: Decline', before: '–', after: 'On' },
  ]);
  expect(diffEntry({ status: 'active' }, null)).toEqual([
    { kind: 'value', field: 'Status', before: 'active', after: '–' },
  ]);
});

it('says of a secret only that it changed', () => {
  const changed = [{ kind: 'secret', field: 'Client Secret' }];
  expect(diffEntry({ clientSecret: null }, { clientSecret: '[secret]' })).toEqual(changed);
  expect(diffEntry({ clientSecret: '[secret]' }, { clientSecret: '[secret]' })).toEqual(changed);
});

it('tells lists as what came and what went, and an order that changed', () => {
  const row = (parameter: string, displayName: string) => ({ parameter, displayName });
  const before = { rows: [row('a', 'A'), row('b', 'B')] };
  expect(diffEntry(before, { rows: [row('b', 'B'), row('c', 'C')] })).toEqual([
    { kind: 'list', field: 'Parameters', added: ['c · C'], removed: ['a · A'], isReordered: false },
  ]);
  expect(diffEntry(before, { rows: before.rows.toReversed() })).toEqual([
    { kind: 'list', field: 'Parameters', added: [], removed: [], isReordered: true },
  ]);
  expect(diffEntry(null, before)).toMatchObject([{ kind: 'list', added: ['a · A', 'b · B'] }]);
});

it('keeps keys that are data as they are, and compares long texts word by word', () => {
  expect(diffEntry({ 'ac-repair': null }, { 'ac-repair': 'Repair AC' })).toEqual([
    { kind: 'value', field: 'ac-repair', before: '–', after: 'Repair AC' },
  ]);
  const long = 'Finds homeowners who need work done, and hands them to the tenants.';
  expect(diffEntry({ description: long }, { description: `${long} Daily.` })).toMatchObject([
    { kind: 'text', field: 'Description' },
  ]);
});
