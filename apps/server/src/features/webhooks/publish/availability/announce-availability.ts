import { sql } from 'kysely';
import { profileKey } from '#features/availability/index.ts';
import type { Context, Reader, Tx } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import { findWebhookTarget } from '../find-webhook-target.ts';
import type { WebhookTarget } from '../find-webhook-target.ts';
import { readConnectedProfiles } from '../profile-batches.ts';
import type { ConnectedProfile } from '../profile-batches.ts';
import { writeMessageBatch } from '../write-messages.ts';
import type { EventMessages } from '../write-messages.ts';
import { availabilityPath, compareProfiles } from './changed-days.ts';
import { endStaleMessages } from './end-stale-messages.ts';
import { lockProfileRows, sameProfiles } from './lock-profile-rows.ts';

/** The least time between two messages about one profile. */
export const quietSeconds = 5;

export interface ProfileNews {
  profile: ConnectedProfile;
  /** The tenant's day of the comparison. */
  today: string;
  /** Its open spots are not what its partner took last. */
  isNews: boolean;
  /** Its newest message and the state of that before the comparison. */
  newest: string | null;
}

/**
 * Which of these profiles of an integration have something to tell. Long work: to be done before the transaction that
 * announces it. What a message says is worked out when it is sent, so it does no harm when that is nothing by then; and
 * after each message that is sent this is asked again.
 */
export async function findNews(
  ctx: Context,
  { integrationId, profiles }: { integrationId: string; profiles: readonly ConnectedProfile[] },
): Promise<ProfileNews[]> {
  const compared = profiles.map((profile) => ({ profile }));
  const now = ctx.clock.now();
  const newest = await readNewest(ctx.db, profiles);
  const news: ProfileNews[] = [];
  for await (const { of, today, days } of compareProfiles(ctx.db, {
    integrationId,
    compared,
    now,
  })) {
    const seen = newest.get(profileKey(of.profile)) ?? null;
    news.push({ ...of, today, isNews: await isAny(days), newest: seen });
  }
  return news;
}

async function readNewest(
  db: Reader,
  profiles: readonly ConnectedProfile[],
): Promise<Map<string, string | null>> {
  if (profiles.length === 0) return new Map();
  const rows = await db
    .selectFrom('profile_availability as state')
    .leftJoin('delivery', 'delivery.id', 'state.delivery_id')
    .select([
      'state.connection_id as connectionId',
      'state.profile_id as profileId',
      newestMessage.as('newest'),
    ])
    .where(sameProfiles(profiles, 'state.'))
    .execute();
  return new Map(rows.map((one) => [profileKey(one), one.newest]));
}

const newestMessage = sql<string | null>`delivery.id::text || ' ' || delivery.state`;

async function isAny(days: AsyncIterable<unknown>): Promise<boolean> {
  for await (const _day of days) return true;
  return false;
}

/**
 * Makes a message wait for each of these profiles of an integration that has news, unless one waits already: what it says
 * is worked out when it is sent. One that waits at an address that the partner does not have any more is failed. A message
 * begins at least five seconds after the one before it succeeded. Holds the profiles' rows until the transaction ends.
 */
export async function announceAvailability(
  tx: Tx,
  ctx: Context,
  { integrationId, news }: { integrationId: string; news: readonly ProfileNews[] },
): Promise<void> {
  const target = await findWebhookTarget(tx, integrationId);
  if (target === undefined || target.deleted || !target.availability) return;
  const states = await lockProfiles(tx, {
    profiles: news.map(({ profile }) => profile),
    prefix: target.prefix,
  });
  const stale = [...states.values()].flatMap(({ staleId }) => staleId ?? []);
  await endStaleMessages(tx, ctx, stale);
  const toTell = news.filter((one) => {
    const state = states.get(profileKey(one.profile));
    return one.isNews && state !== undefined && !state.isWaiting && !isOutdated(one, state);
  });
  const connected = await readConnectedProfiles(
    tx,
    toTell.map(({ profile }) => profile),
  );
  const messages = connected.map((profile): ProfileMessage => {
    const startAfterSeconds = states.get(profileKey(profile))?.quietSecondsLeft ?? 0;
    return { profile, id: newId(), startAfterSeconds };
  });
  await writeMessageBatch(tx, ctx, toBatch(target, messages));
  await saveStates(tx, { news, messages });
}

interface ProfileMessage {
  profile: ConnectedProfile;
  id: string;
  startAfterSeconds: number;
}

/** The partner took a message since the comparison, after which there is another one. */
function isOutdated(news: ProfileNews, { newest, hasSucceeded }: ProfileState): boolean {
  return hasSucceeded && newest !== news.newest;
}

interface ProfileState {
  isWaiting: boolean;
  newest: string | null;
  hasSucceeded: boolean;
  /** A message that waits at another address than the partner has now. */
  staleId: string | null;
  quietSecondsLeft: number;
}

async function lockProfiles(
  tx: Tx,
  { profiles, prefix }: { profiles: readonly ConnectedProfile[]; prefix: string },
): Promise<Map<string, ProfileState>> {
  if (profiles.length === 0) return new Map();
  // In one order everywhere, so that two comparisons wait for each other rather than deadlock.
  const rows = profiles
    .toSorted((a, b) => (profileKey(a) < profileKey(b) ? -1 : 1))
    .map((one) => ({
      tenant_id: one.tenantId,
      connection_id: one.connectionId,
      profile_id: one.profileId,
    }));
  await tx
    .insertInto('profile_availability')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await lockProfileRows(tx, profiles);
  // Read once the rows are held: what the one before us wrote is seen.
  const states = await tx
    .selectFrom('profile_availability as state')
    .leftJoin('delivery', 'delivery.id', 'state.delivery_id')
    .select([
      'state.connection_id as connectionId',
      'state.profile_id as profileId',
      sql<boolean>`coalesce(delivery.state = 'waiting' and delivery.prefix = ${prefix}, false)`.as(
        'isWaiting',
      ),
      newestMessage.as('newest'),
      sql<boolean>`coalesce(delivery.state = 'succeeded', false)`.as('hasSucceeded'),
      sql<string | null>`case
        when delivery.state = 'waiting' and delivery.prefix <> ${prefix} then delivery.id end`.as(
        'staleId',
      ),
      sql<number>`greatest(0, ${quietSeconds} - coalesce(
        extract(epoch from now() - delivery.finished_at), ${quietSeconds}))::float8`.as(
        'quietSecondsLeft',
      ),
    ])
    .where(sameProfiles(profiles, 'state.'))
    .execute();
  return new Map(states.map((one) => [profileKey(one), one]));
}

function toBatch(target: WebhookTarget, messages: readonly ProfileMessage[]): EventMessages[] {
  const { prefix } = target;
  return messages.map(({ id, profile, startAfterSeconds }) => {
    const { integrationId, tenantId, connectionId, accountId, profileId } = profile;
    // Stands in the list of deliveries until the message is sent, and says whose it is.
    const body = { statusUpdateId: id, accountId, profileId, slots: [] };
    const url = `${prefix}${availabilityPath}`;
    return {
      event: { kind: 'availability.updated', integrationId, tenantId, connectionId },
      messages: [{ id, path: availabilityPath, url, prefix, body, startAfterSeconds }],
    };
  });
}

async function saveStates(
  tx: Tx,
  { news, messages }: { news: readonly ProfileNews[]; messages: readonly ProfileMessage[] },
): Promise<void> {
  const ids = new Map(messages.map(({ id, profile }) => [profileKey(profile), id]));
  const rows = news.map(({ profile, today }) => ({
    tenant_id: profile.tenantId,
    connection_id: profile.connectionId,
    profile_id: profile.profileId,
    delivery_id: ids.get(profileKey(profile)) ?? null,
    compared_on: today,
  }));
  await sql`
    update profile_availability state
    set delivery_id = coalesce(news.delivery_id, state.delivery_id), compared_on = news.compared_on
    from json_to_recordset(${JSON.stringify(rows)}::json) as news(
      tenant_id uuid, connection_id uuid, profile_id text, delivery_id uuid, compared_on date)
    where state.tenant_id = news.tenant_id and state.connection_id = news.connection_id
      and state.profile_id = news.profile_id`.execute(tx);
}
