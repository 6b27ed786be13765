import { expect, it } from 'vitest';
import { changeAccess, noAccessChanges, toAccessLists } from './access-changes.ts';
import type { Tenant } from './queries.ts';

const tenant = (id: string, enabled: boolean): Tenant => ({
  id,
  name: id,
  locality: '',
  region: '',
  enabled,
  connected: false,
});
const off = tenant('off', false);
const on = tenant('on', true);

it('names only what differs from what is saved', () => {
  const changes = changeAccess(changeAccess(noAccessChanges, [off], true), [on], false);
  expect(toAccessLists(changes)).toEqual({ enable: ['off'], disable: ['on'] });
});

it('takes a toggle back without a trace', () => {
  const changes = changeAccess(changeAccess(noAccessChanges, [off], true), [off], false);
  expect(changes.size).toBe(0);
});

it('leaves those that are enabled already out when many are enabled at once', () => {
  expect(toAccessLists(changeAccess(noAccessChanges, [on, off], true))).toEqual({
    enable: ['off'],
    disable: [],
  });
});
