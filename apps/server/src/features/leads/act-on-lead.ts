import type { Updateable } from 'kysely';
import { sql } from 'kysely';
import type { Lead, LeadState } from '@leads/contract/leads';
import { enqueueAvailabilityComparison, publishLeadEvent } from '#features/webhooks/index.ts';
import type { LeadEventValues } from '#features/webhooks/index.ts';
import type { ActorOf } from '#platform/act/actor.ts';
import { change } from '#platform/act/change.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import type { Schema } from '#platform/db/database.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { requireNextState } from './lead-state.ts';
import type { LeadAct } from './lead-state.ts';
import { lockLead, requireVersion } from './lock-lead.ts';
import type { LeadTarget, LockedLead } from './lock-lead.ts';
import { getLead } from './reading/get-lead.ts';
import { writeActivities } from './write-activities.ts';
import type { NewActivity } from './write-activities.ts';

/** What an act does besides moving the state. */
export interface LeadOutcome {
  set?: Updateable<Schema['lead']>;
  /** Lines of the timeline; absent: one that names the act. */
  activities?: NewActivity[];
  /** Messages to the partner, in this order. */
  events?: Pick<LeadEventValues, 'status' | 'eventData'>[];
  /** What the audit says besides the state; never personal data. */
  audit?: object;
}

/**
 * Does one act on a lead: row lock, version, state table, columns, timeline, messages to the partner, audit and live
 * hint in one transaction. Answers the lead as it is afterwards.
 * @throws Problem `not_found`, also for a lead of another tenant; `changed_meanwhile` when somebody acted since
 * `version`, saying who; `lead_state` when the state does not allow it; what `work` throws
 */
export async function actOnLead(
  ctx: Context,
  {
    target,
    version,
    act,
    work,
  }: {
    target: LeadTarget;
    version: number;
    act: LeadAct;
    work: (tx: Tx, lead: LockedLead) => LeadOutcome | Promise<LeadOutcome>;
  },
): Promise<Lead> {
  await change(ctx, act, async (tx) => {
    const lead = await lockLead(tx, ctx, target);
    await requireVersion(tx, lead, version);
    const state = requireNextState(lead, act);
    const outcome = await work(tx, lead);
    const set = { ...outcome.set, state };
    await moveLead(tx, lead, { set, taker: findTaker(ctx, { lead, act }) });
    await writeActivities(tx, ctx, { lead, state, activities: outcome.activities ?? [{ act }] });
    const { tenantId, id: leadId, integrationId } = lead;
    for (const event of outcome.events ?? []) {
      await publishLeadEvent(tx, ctx, { tenantId, leadId, ...event });
    }
    // What takes a spot, or gives one back.
    const { appointment_start_at: startAt } = outcome.set ?? {};
    const hasAppointment = lead.appointmentStartAt !== null || (startAt ?? null) !== null;
    const changed = outcome.set ?? {};
    const moves = 'appointment_start_at' in changed || 'business_unit_id' in changed;
    if (moves && hasAppointment) await enqueueAvailabilityComparison(tx, ctx, { tenantId });
    await sendHint(tx, { topic: 'leads', id: leadId, tenantId, integrationId });
    return { value: undefined, audit: toAudit(lead, { state, audit: outcome.audit }) };
  });
  return getLead(ctx, target);
}

/** Whoever accepts or schedules a lead that nobody works is the one on it. */
function findTaker(
  { actor }: Context,
  { lead, act }: { lead: LockedLead; act: LeadAct },
): Pick<ActorOf<'tenant'>, 'id' | 'name'> | undefined {
  const begins = act === 'lead.accept' || act === 'lead.schedule';
  return begins && actor.kind === 'tenant' && lead.takenById === null ? actor : undefined;
}

async function moveLead(
  tx: Tx,
  lead: LockedLead,
  { set, taker }: { set: Updateable<Schema['lead']>; taker: ReturnType<typeof findTaker> },
): Promise<void> {
  await tx
    .updateTable('lead')
    .set({
      ...set,
      ...(taker === undefined
        ? {}
        : { taken_by_id: taker.id, taken_by_name: taker.name, taken_at: sql<Date>`now()` }),
      version: lead.version + 1,
      opened_at: sql<Date>`coalesce(opened_at, now())`,
      updated_at: sql<Date>`now()`,
    })
    .where('tenant_id', '=', lead.tenantId)
    .where('id', '=', lead.id)
    .execute();
}

function toAudit(
  lead: LockedLead,
  { state, audit }: { state: LeadState; audit?: object | undefined },
) {
  return {
    subject: { kind: 'lead', id: lead.id },
    tenantId: lead.tenantId,
    integrationId: lead.integrationId,
    before: { state: lead.state, version: lead.version },
    after: { state, version: lead.version + 1, ...audit },
  };
}
