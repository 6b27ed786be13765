import { fromKysely } from 'pg-boss';
import type { Context, Tx } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { deliveryQueue, groupIdOf, toJob, wakeWorkers } from '../delivery-queue.ts';

export interface Message {
  /** Also `webhook-id` and, in event bodies, `statusUpdateId`. */
  id: string;
  /** Appended to the prefix, such as `/leads/accepted`; `pairing` for a pairing request. */
  path: string;
  url: string;
  prefix: string;
  body: object;
}

export interface HappenedEvent {
  kind: string;
  integrationId: string;
  tenantId: string;
  leadId?: string;
  connectionId?: string;
  partnerBookingId?: string;
  leadTimestamp?: number;
  test?: boolean;
}

/**
 * Writes what happened, the messages that tell of it and a due job for each, all in the caller's transaction. The
 * bodies are frozen as text here: these bytes are signed and sent on every attempt.
 */
export async function writeMessages(
  tx: Tx,
  ctx: Context,
  { event, messages }: { event: HappenedEvent; messages: readonly Message[] },
): Promise<void> {
  if (messages.length === 0) return;
  const { integrationId, tenantId, leadId = null, test = false } = event;
  const eventId = newId();
  await tx
    .insertInto('event')
    .values({
      id: eventId,
      kind: event.kind,
      integration_id: integrationId,
      tenant_id: tenantId,
      lead_id: leadId,
      connection_id: event.connectionId ?? null,
      test,
    })
    .execute();
  const prefixes = [...new Set(messages.map(({ prefix }) => prefix))];
  await tx
    .insertInto('webhook_prefix')
    .values(prefixes.map((prefix) => ({ integration_id: integrationId, prefix })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await tx
    .insertInto('delivery')
    .values(
      messages.map(({ id, path, url, prefix, body }) => ({
        id,
        path,
        url,
        prefix,
        test,
        body: JSON.stringify(body),
        event_id: eventId,
        integration_id: integrationId,
        tenant_id: tenantId,
        lead_id: leadId,
        partner_booking_id: event.partnerBookingId ?? '',
        lead_timestamp: event.leadTimestamp ?? null,
        next_attempt_at: tx.fn<Date>('now'),
      })),
    )
    .execute();
  await sendMessages(tx, ctx, { event, messages });
}

/** Makes written messages due now. */
export async function sendMessages(
  tx: Tx,
  ctx: Context,
  {
    event,
    messages,
  }: { event: HappenedEvent; messages: readonly Pick<Message, 'id' | 'prefix'>[] },
): Promise<void> {
  const { integrationId, tenantId, test = false } = event;
  const jobs = messages.map(({ id, prefix }) =>
    toJob({ id, groupId: groupIdOf({ integrationId, prefix, test }) }),
  );
  await ctx.queue.boss.insert(deliveryQueue.name, jobs, { db: fromKysely(tx) });
  await wakeWorkers(tx);
  const [first] = messages;
  if (first !== undefined)
    await sendHint(tx, { topic: 'deliveries', id: first.id, tenantId, integrationId });
}
