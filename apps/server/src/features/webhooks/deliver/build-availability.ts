import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { chooseSlots, profileKey } from '#features/availability/index.ts';
import type { ChangedDay, Slot } from '#features/availability/index.ts';
import type { Services } from '#platform/act/context.ts';
import type { Schema } from '#platform/db/database.ts';
import { parseAvailability } from '../publish/availability/availability-body.ts';
import type { StoredAvailability } from '../publish/availability/availability-body.ts';
import { availabilityPath, compareProfiles } from '../publish/availability/changed-days.ts';
import { staleReason } from '../publish/availability/end-stale-messages.ts';
import { readMessageConnections } from '../publish/availability/read-message-connections.ts';
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
    const slots = await readSlots(db, { integrationId, now, open });
    built.push(
      ...own.map((one) =>
        isOn && isStale(one, target)
          ? giveUp(one, staleReason)
          : decide(one, slots.get(one.decision)),
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

type OpenDraft = Draft & { profile: ConnectedProfile };

/** What each message tells now. */
async function readSlots(
  db: Kysely<Schema>,
  { integrationId, now, open }: { integrationId: string; now: Date; open: readonly OpenDraft[] },
): Promise<Map<AttemptDecision, Slot[]>> {
  const compared = open.map((one) => ({
    ...one,
    tried: one.decision.delivery.attempts > 0 ? one.stored.slots : [],
  }));
  const slots = new Map<AttemptDecision, Slot[]>();
  for await (const { of, days } of compareProfiles(db, { integrationId, compared, now })) {
    slots.set(of.decision, chooseSlots(await takeDays(days), slotsPerMessage));
  }
  return slots;
}

/** As many days as may fit into a message, and the first that does not. */
async function takeDays(days: AsyncIterable<ChangedDay>): Promise<ChangedDay[]> {
  const taken: ChangedDay[] = [];
  let count = 0;
  for await (const day of days) {
    taken.push(day);
    count += day.slots.length;
    if (count >= slotsPerMessage) break;
  }
  return taken;
}

async function readDrafts(
  db: Kysely<Schema>,
  decisions: readonly AttemptDecision[],
): Promise<Draft[]> {
  const connections = await readMessageConnections(
    db,
    decisions.map(({ delivery }) => delivery.id),
  );
  const named = decisions.map((decision) => {
    const { id, body, integrationId } = decision.delivery;
    const stored = parseAvailability(body);
    const connection = connections.get(id);
    const key = connection === undefined ? [] : [{ ...connection, profileId: stored.profileId }];
    return { decision, integrationId, stored, key };
  });
  const profiles = await readConnectedProfiles(
    db,
    named.flatMap((one) => one.key),
  );
  const profileOf = new Map(profiles.map((one) => [profileKey(one), one]));
  return named.map(({ key: [key], ...draft }) => ({
    ...draft,
    profile: key === undefined ? undefined : profileOf.get(profileKey(key)),
  }));
}

function isStale({ decision }: Draft, target: WebhookTarget): boolean {
  return decision.delivery.prefix !== target.prefix;
}

function giveUp({ decision }: Pick<Draft, 'decision'>, reason: string): Decision {
  const { job, delivery } = decision;
  return { kind: 'give_up', job, deliveryId: delivery.id, reason };
}

function decide({ decision, profile }: Draft, slots: readonly Slot[] | undefined): Decision {
  const { job, delivery } = decision;
  const isFirstTry = delivery.attempts === 0;
  if (isFirstTry && (slots ?? []).length === 0) {
    return { kind: 'withdraw', job, deliveryId: delivery.id };
  }
  if (profile === undefined || slots === undefined) {
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
