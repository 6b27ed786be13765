import { sql } from 'kysely';
import type { Context, Tx } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import { findWebhookTarget } from '../find-webhook-target.ts';
import type { WebhookTarget } from '../find-webhook-target.ts';
import { readConnectedProfiles } from '../profile-batches.ts';
import type { ConnectedProfile } from '../profile-batches.ts';
import { writeMessageBatch } from '../write-messages.ts';
import type { EventMessages } from '../write-messages.ts';
import { availabilityPath, readChangedDays } from './changed-days.ts';
import type { ProfileNews } from './changed-days.ts';
import { endStaleMessages } from './end-stale-messages.ts';

/** The least time between two messages about one profile. */
export const quietSeconds = 5;

/**
 * Makes a message wait for each of these profiles of an integration whose open spots are not what its partner took
 * last, unless one waits already: what it says is worked out when it is sent. One that waits at an address that the
 * partner does not have any more is failed. A message begins at least five seconds after the one before it succeeded. Holds the profiles' rows until the transaction ends.
 */
export async function announceAvailability(
  tx: Tx,
  ctx: Context,
  {
    integrationId,
    profiles: named,
  }: { integrationId: string; profiles: readonly ConnectedProfile[] },
): Promise<void> {
  const target = await findWebhookTarget(tx, integrationId);
  if (target === undefined || target.deleted || !target.availability) return;
  const states = await lockProfiles(tx, { profiles: named, prefix: target.prefix });
  const stale = [...states.values()].flatMap(({ staleId }) => staleId ?? []);
  await endStaleMessages(tx, ctx, stale);
  const profiles = await readConnectedProfiles(tx, named);
  const news = await readChangedDays(tx, { integrationId, profiles, now: ctx.clock.now() });
  const messages = news.flatMap((one): ProfileMessage[] => {
    const state = states.get(keyOf(one.profile));
    if (one.days.length === 0 || state === undefined || state.isWaiting) return [];
    return [{ ...one, id: newId(), startAfterSeconds: state.quietSecondsLeft }];
  });
  await writeMessageBatch(tx, ctx, toBatch(target, messages));
  await saveStates(tx, { news, messages });
}

interface ProfileMessage extends ProfileNews {
  id: string;
  startAfterSeconds: number;
}

interface ProfileState {
  isWaiting: boolean;
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
    .map((one) => ({
      tenant_id: one.tenantId,
      connection_id: one.connectionId,
      profile_id: one.profileId,
    }))
    .sort((a, b) => (keyOfRow(a) < keyOfRow(b) ? -1 : 1));
  await tx
    .insertInto('profile_availability')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await tx
    .selectFrom('profile_availability')
    .select('profile_id')
    .where(sameProfiles(rows))
    .orderBy('connection_id')
    .orderBy('profile_id')
    .forUpdate()
    .execute();
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
      sql<string | null>`case
        when delivery.state = 'waiting' and delivery.prefix <> ${prefix} then delivery.id end`.as(
        'staleId',
      ),
      sql<number>`greatest(0, ${quietSeconds} - coalesce(
        extract(epoch from now() - delivery.finished_at), ${quietSeconds}))::float8`.as(
        'quietSecondsLeft',
      ),
    ])
    .where(sameProfiles(rows, 'state.'))
    .execute();
  return new Map(states.map((one) => [keyOf(one), one]));
}

interface ProfileRow {
  tenant_id: string;
  connection_id: string;
  profile_id: string;
}

function sameProfiles(rows: readonly ProfileRow[], table: '' | 'state.' = '') {
  const at = (column: string) => sql.ref(`${table}${column}`);
  return sql<boolean>`(${at('tenant_id')}, ${at('connection_id')}, ${at('profile_id')}) in (
    select * from unnest(
      ${rows.map((one) => one.tenant_id)}::uuid[],
      ${rows.map((one) => one.connection_id)}::uuid[],
      ${rows.map((one) => one.profile_id)}::text[]))`;
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
  const ids = new Map(messages.map(({ id, profile }) => [keyOf(profile), id]));
  const rows = news.map(({ profile, today }) => ({
    tenant_id: profile.tenantId,
    connection_id: profile.connectionId,
    profile_id: profile.profileId,
    delivery_id: ids.get(keyOf(profile)) ?? null,
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

function keyOf({ connectionId, profileId }: { connectionId: string; profileId: string }): string {
  return `${connectionId} ${profileId}`;
}

function keyOfRow({ connection_id: connectionId, profile_id: profileId }: ProfileRow): string {
  return keyOf({ connectionId, profileId });
}
