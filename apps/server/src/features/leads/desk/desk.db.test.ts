import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#platform/id.ts';
import { expectProblem } from '#testing/expect-problem.ts';
import { makeTenantUser } from '#testing/factories.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { acceptLead } from '../acts/accept-lead.ts';
import { eraseLead } from '../erase/erase-lead.ts';
import { getLead } from '../reading/get-lead.ts';
import { makeLead, makeLeadScene } from '../testing/lead-scene.ts';
import { releaseLead, takeLead } from './take-lead.ts';
import { leaveLead, viewLead } from './view-lead.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await createTestSystem();
});
afterAll(() => system.close());

async function scene() {
  const made = await makeLeadScene(system);
  const { tenantId } = made;
  const owner = await makeTenantUser(system.db, { tenantId, role: 'owner' });
  return { ...made, owner, ownerCtx: system.contextFor(owner), at: await makeLead(made) };
}
const auditOf = (leadId: string) =>
  system.db
    .selectFrom('audit_entry')
    .select(['action', 'before', 'after'])
    .where('subject_id', '=', leadId)
    .orderBy('id')
    .execute();

describe('who is on a lead', () => {
  it('is who took it, until somebody takes it over or releases it; nobody’s act fails of it', async () => {
    const { at, office, officeCtx, owner, ownerCtx } = await scene();
    const taken = await takeLead(officeCtx, { ...at, takenById: null });
    expect(taken).toMatchObject({
      version: 1,
      takenBy: { userId: office.id, name: 'Tenant office' },
      takenAt: expect.any(String),
    });
    const over = await takeLead(ownerCtx, { ...at, takenById: office.id });
    expect(over.takenBy).toEqual({ userId: owner.id, name: 'Tenant owner' });
    const free = await releaseLead(officeCtx, { ...at, takenById: owner.id });
    expect(free).toMatchObject({ takenBy: null, takenAt: null });
    expect(await acceptLead(officeCtx, at)).toMatchObject({ state: 'accepted' });
    expect((await auditOf(at.leadId)).slice(0, 3)).toEqual([
      { action: 'lead.take', before: { takenBy: null }, after: { takenBy: 'Tenant office' } },
      {
        action: 'lead.take',
        before: { takenBy: 'Tenant office' },
        after: { takenBy: 'Tenant owner' },
      },
      { action: 'lead.release', before: { takenBy: 'Tenant owner' }, after: { takenBy: null } },
    ]);
  });

  it('is who accepts a lead that nobody has, and stays who had it', async () => {
    const { at, office, officeCtx, owner, ownerCtx } = await scene();
    expect((await acceptLead(officeCtx, at)).takenBy?.userId).toBe(office.id);
    const other = await scene();
    await takeLead(other.ownerCtx, { ...other.at, takenById: null });
    expect((await acceptLead(other.officeCtx, other.at)).takenBy?.userId).toBe(other.owner.id);
    expect(owner.id).not.toBe(office.id);
    expect(ownerCtx.actor.id).toBe(owner.id);
  });

  it('of two who take it at once is one; the other learns who', async () => {
    const { at, officeCtx, ownerCtx } = await scene();
    const results = await Promise.allSettled(
      [officeCtx, ownerCtx].map((ctx) => takeLead(ctx, { ...at, takenById: null })),
    );
    const won = results.findIndex(({ status }) => status === 'fulfilled');
    const actorName = won === 0 ? 'Tenant office' : 'Tenant owner';
    expect(results[1 - won]).toMatchObject({
      status: 'rejected',
      reason: { code: 'changed_meanwhile', context: { actorName } },
    });
    const problem = await expectProblem(
      releaseLead(officeCtx, { ...at, takenById: null }),
      'changed_meanwhile',
    );
    expect(problem.detail).toContain(`${actorName} took it`);
  });

  it('done twice is done once', async () => {
    const { at, office, officeCtx } = await scene();
    for (const takenById of [null, null, office.id]) {
      await takeLead(officeCtx, { ...at, takenById });
    }
    for (const takenById of [office.id, null]) await releaseLead(officeCtx, { ...at, takenById });
    expect((await auditOf(at.leadId)).map(({ action }) => action)).toEqual([
      'lead.take',
      'lead.release',
    ]);
  });

  it('is refused to partners and strangers, and for an erased lead', async () => {
    const { at, officeCtx, ownerCtx } = await scene();
    const stranger = (await scene()).officeCtx;
    for (const act of [takeLead, releaseLead]) {
      await expectProblem(act(stranger, { ...at, takenById: null }), 'not_found');
      const theirs = { ...at, tenantId: stranger.actor.tenantId, takenById: null };
      await expectProblem(act(stranger, theirs), 'not_found');
    }
    await eraseLead(ownerCtx, at);
    await expectProblem(takeLead(officeCtx, { ...at, takenById: null }), 'lead_state');
  });
});

describe('who has a lead open', () => {
  const namesOf = ({ viewers }: { viewers: { name: string }[] }) => viewers.map(({ name }) => name);

  it('is told to the others while they look, and to nobody about themselves', async () => {
    const { at, officeCtx, ownerCtx } = await scene();
    expect(await viewLead(officeCtx, at)).toEqual({ viewers: [] });
    expect(namesOf(await viewLead(ownerCtx, at))).toEqual(['Tenant office']);
    expect(namesOf(await viewLead(officeCtx, at))).toEqual(['Tenant owner']);
    expect(namesOf(await getLead(officeCtx, at))).toEqual(['Tenant owner']);
    await leaveLead(ownerCtx, at);
    await leaveLead(ownerCtx, at);
    expect(namesOf(await getLead(officeCtx, at))).toEqual([]);
    expect(await auditOf(at.leadId)).toEqual([]);
  });

  it('is forgotten a minute after the last word of the page', async () => {
    const { at, officeCtx, ownerCtx } = await scene();
    await viewLead(ownerCtx, at);
    const passed = (seconds: number) =>
      system.db
        .updateTable('lead_viewer')
        .set({ seen_at: sql<Date>`now() - ${seconds} * interval '1 second'` })
        .where('lead_id', '=', at.leadId)
        .execute();
    await passed(58);
    expect(namesOf(await getLead(officeCtx, at))).toEqual(['Tenant owner']);
    await passed(61);
    expect(namesOf(await getLead(officeCtx, at))).toEqual([]);
    await viewLead(officeCtx, at);
    const kept = await system.db
      .selectFrom('lead_viewer')
      .select('user_name')
      .where('lead_id', '=', at.leadId)
      .execute();
    expect(kept).toEqual([{ user_name: 'Tenant office' }]);
  });

  it('is nobody of another tenant', async () => {
    const { at } = await scene();
    const { officeCtx: stranger } = await scene();
    for (const act of [viewLead, leaveLead]) {
      await expectProblem(act(stranger, at), 'not_found');
    }
    const { tenantId } = stranger.actor;
    await expectProblem(viewLead(stranger, { ...at, tenantId }), 'not_found');
    await expectProblem(viewLead(stranger, { tenantId, leadId: newId() }), 'not_found');
  });
});
