import { describe, expect, it } from 'vitest';
import { roleByClaims } from './company-sign-in.ts';

const config = {
  SSO_ROLE_CLAIM: 'groups',
  SSO_ROLE_MAP:
    'cn=leads-admins=admin, Leads Managers=manager,everybody=viewer,broken=owner,=admin',
};

describe('the role by claims', () => {
  it.each([
    { groups: ['everybody'], role: 'viewer' },
    { groups: ['everybody', 'Leads Managers'], role: 'manager' },
    { groups: ['Leads Managers', 'cn=leads-admins', 'everybody'], role: 'admin' },
    { groups: 'Leads Managers', role: 'manager' },
    { groups: ['leads managers'], role: undefined },
    { groups: ['broken'], role: undefined },
    { groups: [''], role: undefined },
    { groups: [], role: undefined },
    { groups: undefined, role: undefined },
    { groups: { everybody: true }, role: undefined },
  ])('of $groups is $role', ({ groups, role }) => {
    expect(roleByClaims(config, { groups })).toBe(role);
  });

  it('is none where no map is configured', () => {
    expect(
      roleByClaims(
        { SSO_ROLE_CLAIM: undefined, SSO_ROLE_MAP: undefined },
        { groups: ['everybody'] },
      ),
    ).toBe(undefined);
  });
});
