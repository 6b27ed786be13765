import { sql } from 'kysely';
import type { LeadPerson } from '@leads/contract/leads';
import { change, noAudit } from '#platform/act/change.ts';
import type { ActorOf } from '#platform/act/actor.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { leadNotFound, requireOwnTenant } from '../lock-lead.ts';
import type { LeadTarget } from '../lock-lead.ts';
import { findViewers, viewerLifeSeconds } from './find-viewers.ts';

type Office = Context<ActorOf<'tenant'>>;

/**
 * Tells colleagues that the caller has the lead open, until it is told no more for a minute or `leaveLead` says so.
 * Colleagues' pages are hinted at once when the caller is new there; answers who else has it open.
 * @throws Problem `not_found`, also for a lead of another tenant
 */
export async function viewLead(
  ctx: Office,
  target: LeadTarget,
): Promise<{ viewers: LeadPerson[] }> {
  requireOwnTenant(ctx, target.tenantId);
  await change(ctx, 'lead.open', async (tx) => {
    await requireLead(tx, target);
    // Pages that went without a word; those of this lead are not counted any more anyway.
    await tx
      .deleteFrom('lead_viewer')
      .where('seen_at', '<', sql<Date>`now() - ${viewerLifeSeconds} * interval '1 second'`)
      .execute();
    const { actor } = ctx;
    const { isNew } = await tx
      .insertInto('lead_viewer')
      .values({
        tenant_id: target.tenantId,
        lead_id: target.leadId,
        user_id: actor.id,
        user_name: actor.name,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['tenant_id', 'lead_id', 'user_id'])
          .doUpdateSet({ seen_at: sql<Date>`now()`, user_name: actor.name }),
      )
      .returning(sql<boolean>`since = now()`.as('isNew'))
      .executeTakeFirstOrThrow();
    if (isNew) await tellOthers(tx, ctx, target);
    return { value: undefined, audit: noAudit('looking changes nothing about a lead') };
  });
  return { viewers: await findViewers(ctx.db, { ...target, exceptUserId: ctx.actor.id }) };
}

/**
 * Tells colleagues that the caller has left the lead. Idempotent.
 * @throws Problem `not_found` for another tenant
 */
export async function leaveLead(ctx: Office, target: LeadTarget): Promise<{ done: true }> {
  requireOwnTenant(ctx, target.tenantId);
  return change(ctx, 'lead.open', async (tx) => {
    const { numDeletedRows } = await tx
      .deleteFrom('lead_viewer')
      .where('tenant_id', '=', target.tenantId)
      .where('lead_id', '=', target.leadId)
      .where('user_id', '=', ctx.actor.id)
      .executeTakeFirst();
    if (numDeletedRows > 0n) await tellOthers(tx, ctx, target);
    return {
      value: { done: true as const },
      audit: noAudit('looking changes nothing about a lead'),
    };
  });
}

async function requireLead(tx: Tx, { tenantId, leadId }: LeadTarget): Promise<void> {
  const row = await tx
    .selectFrom('lead')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', leadId)
    .executeTakeFirst();
  if (row === undefined) throw leadNotFound();
}

/** A topic of its own, so that inboxes do not read again whenever somebody opens a lead. */
async function tellOthers(tx: Tx, ctx: Office, { tenantId, leadId }: LeadTarget): Promise<void> {
  await sendHint(tx, { topic: 'lead_viewers', id: leadId, tenantId, byUserId: ctx.actor.id });
}
