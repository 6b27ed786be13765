import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { chooseSlots } from '#features/availability/index.ts';
import type { ChangedDay } from '#features/availability/index.ts';
import type { Services } from '#platform/act/context.ts';
import type { Schema } from '#platform/db/database.ts';
import { parseAvailability } from '../publish/availability/availability-body.ts';
import type { StoredAvailability } from '../publish/availability/availability-body.ts';
import { availabilityPath, readChangedDays } from '../publish/availability/changed-days.ts';
import { staleReason } from '../publish/availability/end-stale-messages.ts';
import { findWebhookTarget } from '../publish/find-webhook-target.ts';
import type { WebhookTarget } from '../publish/find-webhook-target.ts';
import { readConnectedProfiles } from '../publish/profile-batches.ts';
import type { ConnectedProfile } from '../publish/profile-batches.ts';
import type { Decision } from './load-deliveries.ts';

export type AttemptDecision = Extract<Decision, { kind: 'attempt' }>;

/** So many slots fit into one message; more follow in the next. */
export const slotsPerMessage = 500;

/** All other messages are frozen at the act. */
export function isBuiltWhenSent({ delivery }: AttemptDecision): boolean {
  return delivery.path === availabilityPath;
}

/**
 * Gives availability messages the body that holds now: the days whose open spots are not what the partner took last,
 * and those that an earlier try named, as nobody knows whether they arrived. What is kept of the message are the bytes
 * that are signed and sent. One that was never tried and has nothing to tell any more is withdrawn; one to an address that
 * the partner does not have any more is given up.
 */
export async function buildAvailability(
  services: Pick<Services, 'clock'>,
  db: Kysely<Schema>,
  decisions: readonly AttemptDecision[],
): Promise<Decision[]> {
  const drafts = await readDrafts(db, decisions);
  const now = services.clock.now();
  const built: Decision[] = [];
  for (const [integrationId, own] of Map.groupBy(drafts, (one) => one.integrationId)) {
    const target = await findWebhookTarget(db, integrationId);
    const isOn = target?.availability === true && !target.deleted;
    const open = own.flatMap((one) =>
      isOn && one.profile !== undefined && !isStale(one, target)
        ? [{ ...one, profile: one.profile }]
        : [],
    );
    const news = await readChangedDays(db, {
      integrationId,
      now,
      profiles: open.map((one) => one.profile),
      tried: open.map((one) => (one.decision.delivery.attempts > 0 ? one.stored.slots : [])),
    });
    const days = new Map(open.map((one, index) => [one.decision, news[index]?.days ?? []]));
    built.push(
      ...own.map((one) =>
        isOn && isStale(one, target)
          ? giveUp(one, staleReason)
          : decide(one, days.get(one.decision)),
      ),
    );
  }
  await keepBodies(db, built);
  return built;
}

interface Draft {
  decision: AttemptDecision;
  integrationId: string;
  stored: StoredAvailability;
  /** As it is now; undefined once the account is disconnected or the profile is not named any more. */
  profile: ConnectedProfile | undefined;
}

async function readDrafts(
  db: Kysely<Schema>,
  decisions: readonly AttemptDecision[],
): Promise<Draft[]> {
  const events = await db
    .selectFrom('delivery')
    .innerJoin('event', 'event.id', 'delivery.event_id')
    .select(['delivery.id', 'event.connection_id as connectionId'])
    .where(
      'delivery.id',
      'in',
      decisions.map(({ delivery }) => delivery.id),
    )
    .execute();
  const connectionOf = new Map(events.map((one) => [one.id, one.connectionId ?? '']));
  const named = decisions.map((decision) => {
    const { id, tenantId, body, integrationId } = decision.delivery;
    const stored = parseAvailability(body);
    const connectionId = connectionOf.get(id) ?? '';
    const key = { tenantId: tenantId ?? '', connectionId, profileId: stored.profileId };
    return { decision, integrationId, stored, key };
  });
  const profiles = await readConnectedProfiles(
    db,
    named.map((one) => one.key),
  );
  return named.map(({ key, ...draft }) => ({
    ...draft,
    profile: profiles.find(
      (one) => one.connectionId === key.connectionId && one.profileId === key.profileId,
    ),
  }));
}

function isStale({ decision }: Draft, target: WebhookTarget): boolean {
  return decision.delivery.prefix !== target.prefix;
}

function giveUp({ decision }: Pick<Draft, 'decision'>, reason: string): Decision {
  const { job, delivery } = decision;
  return { kind: 'give_up', job, deliveryId: delivery.id, reason };
}

function decide({ decision, profile }: Draft, days: readonly ChangedDay[] | undefined): Decision {
  const { job, delivery } = decision;
  const slots = days === undefined ? [] : chooseSlots(days, slotsPerMessage);
  const isFirstTry = delivery.attempts === 0;
  if (isFirstTry && slots.length === 0) {
    return { kind: 'withdraw', job, deliveryId: delivery.id };
  }
  if (profile === undefined || days === undefined) {
    return giveUp(
      { decision },
      'Not sent any more: the account is disconnected, or the webhook is off.',
    );
  }
  const body = JSON.stringify({
    statusUpdateId: delivery.id,
    timestamp: Math.floor(delivery.nowMs / 1_000),
    accountId: profile.accountId,
    profileId: profile.profileId,
    slots,
  });
  return { ...decision, delivery: { ...delivery, body } };
}

async function keepBodies(db: Kysely<Schema>, built: readonly Decision[]): Promise<void> {
  const rows = built.flatMap((one) =>
    one.kind === 'attempt' ? [{ id: one.delivery.id, body: one.delivery.body }] : [],
  );
  if (rows.length === 0) return;
  await sql`
    update delivery set body = built.body
    from json_to_recordset(${JSON.stringify(rows)}::json) as built(id uuid, body text)
    where delivery.id = built.id and delivery.state = 'waiting'`.execute(db);
}
