import { sql } from 'kysely';
import type { Lead } from '@leads/contract/leads';
import { Problem } from '@leads/contract/problem';
import { change, noAudit } from '#platform/act/change.ts';
import type { ActorOf } from '#platform/act/actor.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { erasedProblem } from '../lead-state.ts';
import { lockLead } from '../lock-lead.ts';
import type { LeadTarget, LockedLead } from '../lock-lead.ts';
import { getLead } from '../reading/get-lead.ts';

type Office = Context<ActorOf<'tenant'>>;
type Taking = LeadTarget & { takenById: string | null };

/**
 * Says that the caller works the lead, also instead of a colleague whom the caller knows of. It keeps nobody from acting,
 * and the version stays. Does nothing when it is so already.
 * @throws Problem `not_found`; `changed_meanwhile` when another colleague has it by now, naming who; `lead_state` once
 * the lead is erased
 */
export async function takeLead(ctx: Office, { takenById, ...target }: Taking): Promise<Lead> {
  const { id, name } = ctx.actor;
  return hand(ctx, { act: 'lead.take', target, takenById, to: { id, name } });
}

/**
 * Says that nobody works the lead; any colleague may, as the one who has it may have gone home.
 * @throws Problem as `takeLead`
 */
export async function releaseLead(ctx: Office, { takenById, ...target }: Taking): Promise<Lead> {
  return hand(ctx, { act: 'lead.release', target, takenById, to: null });
}

interface Handing {
  act: 'lead.take' | 'lead.release';
  target: LeadTarget;
  takenById: string | null;
  to: { id: string; name: string } | null;
}

async function hand(ctx: Office, { act, target, takenById, to }: Handing): Promise<Lead> {
  await change(ctx, act, async (tx) => {
    const lead = await lockLead(tx, ctx, target);
    if (lead.takenById === (to?.id ?? null)) {
      return { value: undefined, audit: noAudit('it is so already') };
    }
    if (lead.erased) throw erasedProblem(lead.state);
    if (lead.takenById !== takenById) throw takenMeanwhile(lead);
    await saveTaken(tx, lead, to);
    const { tenantId, id, integrationId } = lead;
    await sendHint(tx, { topic: 'leads', id, tenantId, integrationId });
    return {
      value: undefined,
      audit: {
        subject: { kind: 'lead', id },
        tenantId,
        integrationId,
        before: { takenBy: lead.takenByName },
        after: { takenBy: to?.name ?? null },
      },
    };
  });
  return getLead(ctx, target);
}

async function saveTaken(tx: Tx, lead: LockedLead, to: Handing['to']): Promise<void> {
  await tx
    .updateTable('lead')
    .set({
      taken_by_id: to?.id ?? null,
      taken_by_name: to?.name ?? null,
      taken_at: to === null ? null : sql<Date>`now()`,
    })
    .where('tenant_id', '=', lead.tenantId)
    .where('id', '=', lead.id)
    .execute();
}

function takenMeanwhile({ takenByName, version }: LockedLead): Problem {
  const who = takenByName === null ? 'Nobody works the lead any more' : `${takenByName} took it`;
  return new Problem('changed_meanwhile', {
    detail: `${who}. Look at the lead as it is now, then decide again.`,
    context: { currentVersion: version, actorName: takenByName ?? '' },
  });
}
