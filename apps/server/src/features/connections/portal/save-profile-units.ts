import { sql } from 'kysely';
import type { BodyOf } from '@leads/contract/endpoint';
import type {
  ConnectionProfiles,
  ReviewProfile,
  saveProfileUnits as endpoint,
} from '@leads/contract/connection-review';
import { Problem } from '@leads/contract/problem';
import type { FieldFault } from '@leads/contract/problem';
import { enqueueServicesComparison } from '#features/webhooks/index.ts';
import type { ActorOf } from '#platform/act/actor.ts';
import { change } from '#platform/act/change.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { readConnection } from '../connection-reply.ts';
import { lockConnections } from '../lock-connections.ts';
import {
  getConnectionProfiles,
  readBusinessUnits,
  readReviewProfiles,
} from './get-connection-profiles.ts';

type Choice = BodyOf<typeof endpoint>['profiles'][number];

/**
 * Replaces the business units of the profiles that are named; the others stay. Partners that listen hear which
 * services and which open spots the profiles have by those units.
 * @throws Problem `changed_meanwhile` when a profile has other units than it is said to have; `connection_state` when
 * the account is not connected; `validation_failed` for profiles and units that are not there; `not_found`; `forbidden`
 */
export async function saveProfileUnits(
  ctx: Context<ActorOf<'tenant'>>,
  request: { tenantId: string; connectionId: string; profiles: readonly Choice[] },
): Promise<ConnectionProfiles> {
  const { tenantId, profiles } = request;
  await change(ctx, 'connection.save_profile_units', async (tx) => {
    const { id: connectionId, integrationId } = await readConnection(tx, request);
    const key = { tenantId, connectionId };
    await requireConnected(tx, { ...key, integrationId });
    const units = await readBusinessUnits(tx, tenantId);
    const saved = await readReviewProfiles(tx, key);
    requireKnown({ profiles, saved, unitIds: new Set(units.map(({ id }) => id)) });
    await replaceUnits(tx, { ...key, profiles });
    await enqueueServicesComparison(tx, ctx, key);
    await sendHint(tx, { topic: 'connections', id: connectionId, tenantId, integrationId });
    const names = new Map(units.map(({ id, name }) => [id, name]));
    const toNames = (ids: readonly string[]) => ids.map((id) => names.get(id) ?? id);
    return {
      value: undefined,
      audit: {
        subject: { kind: 'connection', id: connectionId },
        tenantId,
        integrationId,
        before: Object.fromEntries(profiles.map((one) => [one.profileId, toNames(one.before)])),
        after: Object.fromEntries(
          profiles.map((one) => [one.profileId, toNames(one.businessUnitIds)]),
        ),
      },
    };
  });
  return getConnectionProfiles(ctx.db, request);
}

async function requireConnected(
  tx: Tx,
  key: { tenantId: string; connectionId: string; integrationId: string },
): Promise<void> {
  const connection = (await lockConnections(tx, key)).find(({ id }) => id === key.connectionId);
  if (connection?.state === 'connected') return;
  throw new Problem('connection_state', {
    detail: 'This account is not connected any more. Load the page again.',
  });
}

interface Known {
  profiles: readonly Choice[];
  saved: readonly ReviewProfile[];
  unitIds: ReadonlySet<string>;
}

function requireKnown({ profiles, saved, unitIds }: Known): void {
  const byId = new Map(saved.map((one) => [one.profileId, one]));
  const seen = new Set<string>();
  const errors = profiles.flatMap(({ profileId, businessUnitIds }, index): FieldFault[] => {
    const at = (field: string, message: string) => ({
      pointer: `/profiles/${index}/${field}`,
      message,
    });
    const isTwice = seen.has(profileId);
    seen.add(profileId);
    // Units that are not active any more may stay where they are.
    const allowed = new Set([...unitIds, ...(byId.get(profileId)?.businessUnitIds ?? [])]);
    return [
      ...(byId.has(profileId) ? [] : [at('profileId', 'The account has no such profile')]),
      ...(isTwice ? [at('profileId', 'This profile is named twice')] : []),
      ...(businessUnitIds.every((id) => allowed.has(id))
        ? []
        : [at('businessUnitIds', 'Choose business units of your own company')]),
    ];
  });
  if (errors.length > 0) {
    throw new Problem('validation_failed', {
      detail: 'Some of the choices cannot be saved. Nothing was changed.',
      errors,
    });
  }
  const isStale = profiles.some(({ profileId, before }) => {
    const now = byId.get(profileId)?.businessUnitIds ?? [];
    return new Set(before).size !== now.length || now.some((id) => !before.includes(id));
  });
  if (isStale) {
    throw new Problem('changed_meanwhile', {
      detail: 'A colleague chose other business units meanwhile. Look at them, then save again.',
    });
  }
}

async function replaceUnits(
  tx: Tx,
  {
    tenantId,
    connectionId,
    profiles,
  }: { tenantId: string; connectionId: string; profiles: readonly Choice[] },
): Promise<void> {
  await tx
    .deleteFrom('connection_profile_business_unit')
    .where('tenant_id', '=', tenantId)
    .where('connection_id', '=', connectionId)
    .where(
      'profile_id',
      'in',
      profiles.map((one) => one.profileId),
    )
    .execute();
  const rows = profiles.flatMap(({ profileId, businessUnitIds }) =>
    businessUnitIds.map((unitId) => ({ profileId, unitId })),
  );
  // As two arrays: all that may be named at once are more parameters than a statement takes.
  await sql`
    insert into connection_profile_business_unit
      (tenant_id, connection_id, profile_id, business_unit_id)
    select distinct ${tenantId}::uuid, ${connectionId}::uuid, profile_id, unit_id
    from unnest(
      ${rows.map((one) => one.profileId)}::text[],
      ${rows.map((one) => one.unitId)}::uuid[]) as chosen(profile_id, unit_id)`.execute(tx);
}
