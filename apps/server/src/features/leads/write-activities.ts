import type { Action } from '@leads/contract/action';
import type { LeadState } from '@leads/contract/leads';
import type { Context, Tx } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import type { LockedLead } from './lock-lead.ts';

export interface NewActivity {
  act: Action;
  /** Facts that the line is worded from; never personal data. */
  detail?: object;
  /** What a person typed; may hold personal data. */
  note?: string;
}

/** Adds lines to the lead's timeline, as the office reads it. */
export async function writeActivities(
  tx: Tx,
  ctx: Context,
  {
    lead,
    state,
    activities,
  }: { lead: LockedLead; state: LeadState; activities: readonly NewActivity[] },
): Promise<void> {
  await tx
    .insertInto('lead_activity')
    .values(
      activities.map(({ act, detail, note }) => ({
        tenant_id: lead.tenantId,
        id: newId(),
        lead_id: lead.id,
        actor_kind: ctx.actor.kind,
        actor_name: ctx.actor.name,
        act,
        detail: JSON.stringify({ from: lead.state, to: state, ...detail }),
        note: note === undefined || note === '' ? null : note,
      })),
    )
    .execute();
}
