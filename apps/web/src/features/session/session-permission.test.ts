import type { Session } from '@leads/contract/session';
import { expect, it } from 'vitest';
import { staffMay, tenantMay } from './session-permission.ts';

const user = { id: '1', name: 'A', email: 'a@example.com' };
const staff = (staffRole: Session['staffRole']): Session => ({ user, staffRole, tenants: [] });
const office: Session = {
  user,
  staffRole: null,
  tenants: [{ tenantId: 't1', tenantName: 'T', tenantTimeZone: 'UTC', role: 'office' }],
};

it('lets a role do its own acts and those of lesser roles', () => {
  expect(staffMay(staff('viewer'), 'integration.create')).toBe(false);
  expect(staffMay(staff('manager'), 'integration.create')).toBe(true);
  expect(staffMay(staff('admin'), 'integration.create')).toBe(true);
  expect(staffMay(staff('manager'), 'staff.create')).toBe(false);
});

it('keeps the two kinds of users and the tenants apart', () => {
  expect(staffMay(office, 'integration.create')).toBe(false);
  expect(staffMay(staff('admin'), 'lead.accept')).toBe(false);
  expect(tenantMay(office, 't1', 'lead.accept')).toBe(true);
  expect(tenantMay(office, 't1', 'agreement.accept')).toBe(false);
  expect(tenantMay(office, 't2', 'lead.accept')).toBe(false);
});
