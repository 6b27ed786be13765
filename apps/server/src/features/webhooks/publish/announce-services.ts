import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { profileKey } from '#features/availability/index.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import { readNowSeconds } from './connection-event.ts';
import type { WebhookTarget } from './find-webhook-target.ts';
import { readPartnerServices } from './partner-services.ts';
import type { ProfileServices } from './partner-services.ts';
import type { ConnectedProfile } from './profile-batches.ts';
import { writeMessageBatch } from './write-messages.ts';

const path = '/services/updated';

export interface ServicesScope {
  integrationId: string;
  target: WebhookTarget;
  profiles: readonly ConnectedProfile[];
  /** Leaves out profiles whose services are what the partner was last told. */
  changedOnly: boolean;
}

/** Services that are in memory at once: partners have up to 50,000, profiles come by the hundred. */
const servicesAtOnce = 200_000;

/** Writes one services message per profile. */
export async function announceServices(tx: Tx, ctx: Context, scope: ServicesScope): Promise<void> {
  const { integrationId, profiles } = scope;
  const { count } = await tx
    .selectFrom('partner_job_type')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('integration_id', '=', integrationId)
    .executeTakeFirstOrThrow();
  const atOnce = Math.max(1, Math.floor(servicesAtOnce / Math.max(1, count)));
  for (let at = 0; at < profiles.length; at += atOnce) {
    await announceSome(tx, ctx, { ...scope, profiles: profiles.slice(at, at + atOnce) });
  }
}

async function announceSome(
  tx: Tx,
  ctx: Context,
  { integrationId, target, profiles, changedOnly }: ServicesScope,
): Promise<void> {
  const services = await readPartnerServices(tx, { integrationId, profiles });
  const told = changedOnly ? await readTold(tx, profiles) : new Map<string, string>();
  const changed = services.filter((one) => told.get(profileKey(one)) !== hashOf(one));
  if (changed.length === 0) return;
  const accountOf = new Map(profiles.map((one) => [one.connectionId, one.accountId]));
  const timestamp = await readNowSeconds(tx);
  const { prefix } = target;
  const batch = [...Map.groupBy(changed, (one) => one.connectionId)].map(([connectionId, own]) => {
    const accountId = accountOf.get(connectionId) ?? '';
    const tenantId = own[0]?.tenantId ?? '';
    return {
      event: { kind: 'services.updated', integrationId, tenantId, connectionId },
      messages: own.map(({ profileId, services: those }) => {
        const id = newId();
        const body = { statusUpdateId: id, timestamp, accountId, profileId, services: those };
        return { id, path, url: `${prefix}${path}`, prefix, body };
      }),
    };
  });
  await writeMessageBatch(tx, ctx, batch);
  await saveTold(tx, changed);
}

async function readTold(
  tx: Tx,
  profiles: readonly ConnectedProfile[],
): Promise<Map<string, string>> {
  if (profiles.length === 0) return new Map();
  const rows = await tx
    .selectFrom('announced_services')
    .select(['connection_id as connectionId', 'profile_id as profileId', 'services_hash as hash'])
    .where('tenant_id', 'in', [...new Set(profiles.map((one) => one.tenantId))])
    .where('connection_id', 'in', [...new Set(profiles.map((one) => one.connectionId))])
    .execute();
  return new Map(rows.map((row) => [profileKey(row), row.hash]));
}

async function saveTold(tx: Tx, profiles: readonly ProfileServices[]): Promise<void> {
  await tx
    .insertInto('announced_services')
    .values(
      profiles.map((one) => ({
        tenant_id: one.tenantId,
        connection_id: one.connectionId,
        profile_id: one.profileId,
        services_hash: hashOf(one),
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'connection_id', 'profile_id']).doUpdateSet({
        services_hash: (eb) => eb.ref('excluded.services_hash'),
        announced_at: sql<Date>`now()`,
      }),
    )
    .execute();
}

function hashOf({ services }: ProfileServices): string {
  return createHash('sha256').update(JSON.stringify(services)).digest('base64url');
}
