import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeStaff } from '#testing/factories.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { changeStaffRole } from './change-staff-role.ts';
import { disableStaff } from './disable-staff.ts';
import { inviteStaff } from './invite-staff.ts';
import { listStaff } from './list-staff.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await createTestSystem();
});
afterAll(() => system.close());

describe('the last active admin', () => {
  it('stays, however two take it from each other', async () => {
    const alone = await createTestSystem();
    const [one, other] = [await makeStaff(alone.db, 'admin'), await makeStaff(alone.db, 'admin')];
    const takes = [
      changeStaffRole(alone.contextFor(one), { id: other.id, role: 'viewer' }),
      disableStaff(alone.contextFor(other), one.id),
    ];
    const outcomes = await Promise.allSettled(takes);
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused.map(({ reason }) => reason.code)).toEqual(['last_admin']);
    const left = await alone.db
      .selectFrom('staff_user')
      .select('user_id')
      .where('role', '=', 'admin')
      .where('disabled_at', 'is', null)
      .execute();
    expect(left).toHaveLength(1);
    await alone.close();
  });
});

describe('the list', () => {
  it('finds by name and address, filters, sorts and pages without gaps', async () => {
    const alone = await createTestSystem();
    const ctx = alone.contextFor(await makeStaff(alone.db, 'admin'));
    const names = ['Eve', 'dan', 'Cy_a', 'Bob', 'Al'];
    for (const [index, name] of names.entries()) {
      await inviteStaff(ctx, { name, email: `p${index}@example.com`, role: 'manager' });
    }
    const query = { limit: 2, sort: 'name' as const, role: 'manager' as const };
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listStaff(ctx, { ...query, ...(cursor === undefined ? {} : { cursor }) });
      expect(page.total).toBe(5);
      seen.push(...page.items.map(({ name }) => name));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(['Al', 'Bob', 'Cy_a', 'dan', 'Eve']);
    const found = async (more: object) =>
      (await listStaff(ctx, { limit: 25, sort: 'name', ...more })).items.map(({ name }) => name);
    expect(await found({ search: '_A' })).toEqual(['Cy_a']);
    expect(await found({ search: 'P1@ex' })).toEqual(['dan']);
    expect(await found({ state: 'disabled' })).toEqual([]);
    expect(await found({ state: 'invited', sort: '-name', limit: 1 })).toEqual([
      expect.stringMatching('Staff|User|Eve'),
    ]);
    expect(await found({ sort: '-lastSignInAt', role: 'manager' })).toHaveLength(5);
    await expect(found({ cursor: 'WyJhIl0' })).rejects.toMatchObject({ code: 'invalid_request' });
    await alone.close();
  });

  it('is for admins', async () => {
    const viewer = system.contextFor(await makeStaff(system.db, 'viewer'));
    const act = listStaff(viewer, { limit: 25, sort: 'name' });
    await expect(act).rejects.toMatchObject({ code: 'forbidden' });
  });
});
