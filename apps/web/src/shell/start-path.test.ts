import type { Session } from '@leads/contract/session';
import { expect, it } from 'vitest';
import { startPathOf } from './start-path.ts';

const user = { id: '1', name: 'A', email: 'a@example.com' };
const tenant = (tenantId: string) => ({
  tenantId,
  tenantName: tenantId,
  tenantTimeZone: 'UTC',
  role: 'office' as const,
});
const of = (...ids: string[]): Session => ({ user, staffRole: null, tenants: ids.map(tenant) });

it.each([
  ['the tenant of last time', of('a', 'b'), 'b', '/tenant/b/leads'],
  ['the first one, where there was none', of('a', 'b'), null, '/tenant/a/leads'],
  ['the first one, when that of last time is closed to them', of('a', 'b'), 'c', '/tenant/a/leads'],
  ['nowhere, without any', of(), 'a', undefined],
  ['the Admin Portal, for staff', { ...of(), staffRole: 'viewer' }, 'a', '/integrations'],
] as const)('leads to %s', (_where, session, last, path) => {
  expect(startPathOf(session as Session, last)).toBe(path);
});
