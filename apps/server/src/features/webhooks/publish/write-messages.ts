import { sql } from 'kysely';
import { fromKysely } from 'pg-boss';
import type { Context, Tx } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import { sendHints } from '#platform/live/send-hint.ts';
import type { Hint } from '#platform/live/send-hint.ts';
import { deliveryQueue, groupIdOf, toJob, wakeWorkers } from '../delivery-queue.ts';

export interface Message {
  /** Also `webhook-id` and, in event bodies, `statusUpdateId`. */
  id: string;
  /** Appended to the prefix, such as `/leads/accepted`; `pairing` for a pairing request. */
  path: string;
  url: string;
  prefix: string;
  body: object;
  /** Sent at once when left out. */
  startAfterSeconds?: number;
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

export interface EventMessages {
  event: HappenedEvent;
  messages: readonly Message[];
}

/** Messages of one statement. */
const messagesPerInsert = 500;
/** Lists are fetched again on a hint: a few are enough in a large batch. */
const hintsMax = 20;

/**
 * Writes what happened, the messages that tell of it and a due job for each, all in the caller's transaction. The
 * bodies are frozen as text here: these bytes are signed and sent on every attempt.
 */
export async function writeMessages(tx: Tx, ctx: Context, one: EventMessages): Promise<void> {
  await writeMessageBatch(tx, ctx, [one]);
}

/** The same for many events, set by set; an event without messages did not happen. */
export async function writeMessageBatch(
  tx: Tx,
  ctx: Context,
  batch: readonly EventMessages[],
): Promise<void> {
  const events = batch
    .filter(({ messages }) => messages.length > 0)
    .map((one) => ({ ...one, eventId: newId() }));
  if (events.length === 0) return;
  await tx
    .insertInto('event')
    .values(
      events.map(({ eventId, event }) => ({
        id: eventId,
        kind: event.kind,
        integration_id: event.integrationId,
        tenant_id: event.tenantId,
        lead_id: event.leadId ?? null,
        connection_id: event.connectionId ?? null,
        test: event.test ?? false,
      })),
    )
    .execute();
  await keepPrefixes(tx, events);
  const rows = events.flatMap(({ eventId, event, messages }) =>
    messages.map((message) => toRow({ eventId, event, message })),
  );
  for (let at = 0; at < rows.length; at += messagesPerInsert) {
    await tx
      .insertInto('delivery')
      .values(rows.slice(at, at + messagesPerInsert))
      .execute();
  }
  await sendBatch(tx, ctx, events);
}

async function keepPrefixes(tx: Tx, batch: readonly EventMessages[]): Promise<void> {
  const receivers = batch.flatMap(({ event, messages }) =>
    messages.map(({ prefix }) => ({ integration_id: event.integrationId, prefix })),
  );
  const known = new Map(receivers.map((one) => [`${one.integration_id} ${one.prefix}`, one]));
  await tx
    .insertInto('webhook_prefix')
    .values([...known.values()])
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

function toRow({
  eventId,
  event,
  message,
}: {
  eventId: string;
  event: HappenedEvent;
  message: Message;
}) {
  const { id, path, url, prefix, body, startAfterSeconds = 0 } = message;
  return {
    id,
    path,
    url,
    prefix,
    test: event.test ?? false,
    body: JSON.stringify(body),
    event_id: eventId,
    integration_id: event.integrationId,
    tenant_id: event.tenantId,
    lead_id: event.leadId ?? null,
    partner_booking_id: event.partnerBookingId ?? '',
    lead_timestamp: event.leadTimestamp ?? null,
    next_attempt_at: sql<Date>`now() + ${startAfterSeconds} * interval '1 second'`,
  };
}

/** Makes written messages of one event due now. */
export async function sendMessages(
  tx: Tx,
  ctx: Context,
  one: { event: HappenedEvent; messages: readonly Pick<Message, 'id' | 'prefix'>[] },
): Promise<void> {
  await sendBatch(tx, ctx, [one]);
}

async function sendBatch(
  tx: Tx,
  ctx: Context,
  batch: readonly {
    event: HappenedEvent;
    messages: readonly Pick<Message, 'id' | 'prefix' | 'startAfterSeconds'>[];
  }[],
): Promise<void> {
  const jobs = batch.flatMap(({ event, messages }) =>
    messages.map(({ id, prefix, startAfterSeconds = 0 }) => {
      const { integrationId, test = false } = event;
      const groupId = groupIdOf({ integrationId, prefix, test });
      return toJob({ id, groupId, ...(startAfterSeconds > 0 ? { startAfterSeconds } : {}) });
    }),
  );
  await ctx.queue.boss.insert(deliveryQueue.name, jobs, { db: fromKysely(tx) });
  await wakeWorkers(tx);
  const scopes = new Map(
    batch.map(({ event, messages }) => {
      const { tenantId, integrationId } = event;
      const hint: Hint = {
        topic: 'deliveries',
        id: messages[0]?.id ?? '',
        tenantId,
        integrationId,
      };
      return [`${tenantId} ${integrationId}`, hint];
    }),
  );
  await sendHints(tx, [...scopes.values()].slice(0, hintsMax));
}
