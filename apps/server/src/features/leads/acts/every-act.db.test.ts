import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Lead, LeadState } from '@leads/contract/leads';
import type { Action } from '@leads/contract/action';
import type { Context } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import { expectProblem } from '#testing/expect-problem.ts';
import { makeStaff, makeTenant, makeTenantUser } from '#testing/factories.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { leadMoves } from '../lead-state.ts';
import { getLead } from '../reading/get-lead.ts';
import { makeLead, makeLeadScene } from '../testing/lead-scene.ts';
import type { LeadScene } from '../testing/lead-scene.ts';
import { acceptLead } from './accept-lead.ts';
import { cancelAppointment } from './cancel-appointment.ts';
import { cancelLeadByCustomer } from './cancel-lead-by-customer.ts';
import { declineLead } from './decline-lead.ts';
import { invoiceLead } from './invoice-lead.ts';
import { reopenLead } from './reopen-lead.ts';
import { rescheduleLead } from './reschedule-lead.ts';
import { saveEstimate } from './save-estimate.ts';
import { scheduleLead } from './schedule-lead.ts';
import { setJobType } from './set-job-type.ts';

interface At {
  tenantId: string;
  leadId: string;
  version: number;
}
type Run = (ctx: Context, at: At) => Promise<Lead>;

const startAt = '2026-12-01T10:00:00-07:00';
const startSec = Date.parse(startAt) / 1000;
const line = { sku: 'DIAG-AC', description: 'Diagnostic', quantity: '1', unitPrice: '89' };

const runs = {
  'lead.accept': (ctx, at) => acceptLead(ctx, at),
  'lead.decline': (ctx, at) =>
    declineLead(ctx, { ...at, reason: 'NOT_READY', comment: 'Anna said' }),
  'lead.schedule': (ctx, at) =>
    scheduleLead(ctx, {
      ...at,
      startAt,
      durationSec: 3600,
      tenantJobTypeId: null,
      businessUnitId: null,
      jobNumber: '',
    }),
  'lead.reschedule': (ctx, at) => rescheduleLead(ctx, { ...at, startAt, durationSec: 7200 }),
  'lead.set_job_type': (ctx, at) =>
    setJobType(ctx, { ...at, tenantJobTypeId: null, businessUnitId: null }),
  'lead.cancel_appointment': (ctx, at) => cancelAppointment(ctx, at),
  'lead.save_estimate': (ctx, at) => saveEstimate(ctx, { ...at, lines: [line] }),
  'lead.invoice': (ctx, at) =>
    invoiceLead(ctx, { ...at, invoiceNumber: newId(), invoicedOn: '2026-12-02', tax: '0' }),
  'lead.reopen': (ctx, at) => reopenLead(ctx, at),
  'lead.cancel_by_customer': (ctx, at) => cancelLeadByCustomer(ctx, at),
} as const satisfies Record<keyof typeof leadMoves, Run>;
type ActName = keyof typeof runs;

/** How a lead gets where each act can be done. */
const before: Record<ActName, ActName[]> = {
  'lead.accept': [],
  'lead.decline': ['lead.accept'],
  'lead.schedule': ['lead.accept'],
  'lead.reschedule': ['lead.schedule'],
  'lead.set_job_type': [],
  'lead.cancel_appointment': ['lead.schedule'],
  'lead.save_estimate': ['lead.accept'],
  'lead.invoice': ['lead.accept', 'lead.save_estimate'],
  'lead.reopen': ['lead.decline'],
  'lead.cancel_by_customer': ['lead.schedule'],
};

/** What each act tells the partner. */
const told: Record<ActName, { path: string; eventData: object }[]> = {
  'lead.accept': [{ path: '/leads/accepted', eventData: {} }],
  'lead.decline': [{ path: '/leads/declined', eventData: { reason: 'NOT_READY' } }],
  'lead.schedule': [
    { path: '/leads/appointment_scheduled', eventData: { scheduledStartTimestamp: startSec } },
  ],
  'lead.reschedule': [
    { path: '/leads/appointment_rescheduled', eventData: { scheduledStartTimestamp: startSec } },
  ],
  'lead.cancel_appointment': [
    { path: '/leads/appointment_canceled', eventData: { scheduledStartTimestamp: startSec } },
  ],
  'lead.set_job_type': [],
  'lead.save_estimate': [],
  'lead.invoice': [{ path: '/leads/invoiced', eventData: { total: '89.00' } }],
  'lead.reopen': [],
  'lead.cancel_by_customer': [
    { path: '/leads/appointment_canceled', eventData: { scheduledStartTimestamp: startSec } },
  ],
};

let system: TestSystem;
beforeAll(async () => {
  system = await createTestSystem();
});
afterAll(() => system.close());

async function leadFor(act: ActName): Promise<{ scene: LeadScene; at: At; lead: Lead }> {
  const scene = await makeLeadScene(system);
  const { tenantId, leadId } = await makeLead(scene);
  for (const step of before[act]) {
    const { version } = await getLead(scene.officeCtx, { tenantId, leadId });
    await runs[step](scene.officeCtx, { tenantId, leadId, version });
  }
  const lead = await getLead(scene.officeCtx, { tenantId, leadId });
  return { scene, lead, at: { tenantId, leadId, version: lead.version } };
}

const messagesOf = async (leadId: string) => {
  const rows = await system.db
    .selectFrom('delivery')
    .select(['path', 'body'])
    .where('lead_id', '=', leadId)
    .orderBy('id')
    .execute();
  return rows.map(({ path, body }) => ({
    path,
    body: JSON.parse(body) as Record<string, unknown>,
  }));
};
const auditOf = async (leadId: string) =>
  system.db
    .selectFrom('audit_entry')
    .selectAll()
    .where('subject_id', '=', leadId)
    .orderBy('id')
    .execute();

const names = Object.keys(runs) as ActName[];

describe.each(names)('%s', (act) => {
  it('moves the lead, with its audit row, its line in the timeline and its message', async () => {
    const { scene, at, lead } = await leadFor(act);
    const earlier = (await messagesOf(at.leadId)).length;
    const after = await runs[act](scene.officeCtx, at);
    const moves: Partial<Record<LeadState, LeadState>> = leadMoves[act];
    expect(after).toMatchObject({
      state: moves[lead.state],
      version: lead.version + 1,
      opened: true,
    });
    expect(after.activities.at(-1)).toMatchObject({ act, actorName: 'Tenant office' });
    const messages = (await messagesOf(at.leadId)).slice(earlier);
    expect(messages).toMatchObject(
      told[act].map(({ path, eventData }) => ({ path, body: { eventData } })),
    );
    const audit = (await auditOf(at.leadId)).at(-1);
    expect(audit).toMatchObject({
      action: act,
      actor_name: 'Tenant office',
      tenant_id: scene.tenantId,
      integration_id: scene.integrationId,
      before: { state: lead.state, version: lead.version },
      after: { state: after.state, version: after.version },
    });
  });

  it('leaves no personal data in audit and messages', async () => {
    const { scene, at } = await leadFor(act);
    await runs[act](scene.officeCtx, at);
    const written = JSON.stringify([await auditOf(at.leadId), await messagesOf(at.leadId)]);
    for (const secret of ['Alvarez', '5550137', 'maria.alvarez', 'Cactus', 'blows', 'Anna']) {
      expect(written).not.toContain(secret);
    }
  });

  it('refuses partners and staff', async () => {
    const { scene, at } = await leadFor(act);
    const staff = system.contextFor(await makeStaff(system.db, 'admin'));
    await expectProblem(runs[act](staff, at), 'forbidden');
    if (act === 'lead.cancel_by_customer') return;
    await expectProblem(runs[act](scene.partnerCtx, at), 'forbidden');
  });

  it('hides the lead from another tenant, under its own address and under theirs', async () => {
    const { at } = await leadFor(act);
    const tenantId = await makeTenant(system.db);
    const other = system.contextFor(await makeTenantUser(system.db, { tenantId, role: 'owner' }));
    await expectProblem(runs[act](other, at), 'not_found');
    await expectProblem(runs[act](other, { ...at, tenantId }), 'not_found');
  });

  it('is refused in another state, changing nothing', async () => {
    const { scene, at } = await leadFor(act);
    const wrong = act === 'lead.reopen' ? 'invoiced' : 'declined';
    await system.db.updateTable('lead').set({ state: wrong }).where('id', '=', at.leadId).execute();
    const messages = await messagesOf(at.leadId);
    const problem = await expectProblem(runs[act](scene.officeCtx, at), 'lead_state');
    expect(problem.context).toEqual({ state: wrong });
    expect(await getLead(scene.officeCtx, at)).toMatchObject({ state: wrong, version: at.version });
    expect(await messagesOf(at.leadId)).toEqual(messages);
  });

  it('done twice at once is done once; the loser learns who was first', async () => {
    const { scene, at } = await leadFor(act);
    const { tenantId } = scene;
    const colleague = await makeTenantUser(system.db, { tenantId, role: 'owner' });
    const results = await Promise.allSettled([
      runs[act](scene.officeCtx, at),
      runs[act](system.contextFor(colleague), at),
    ]);
    const won = results.findIndex((result) => result.status === 'fulfilled');
    const loser = results[1 - won];
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    const actorName = won === 0 ? 'Tenant office' : 'Tenant owner';
    const { state, version } = await getLead(scene.officeCtx, at);
    expect(loser).toMatchObject({
      reason: {
        code: 'changed_meanwhile',
        context: { act, actorName, state, currentVersion: version },
      },
    });
    const done = (await auditOf(at.leadId)).filter((row) => row.action === (act as Action));
    expect(done).toHaveLength(1 + before[act].filter((step) => step === act).length);
  });
});
