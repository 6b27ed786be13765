import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Context, Tx } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import type { WebhookTarget } from './find-webhook-target.ts';
import { readPartnerServices, readProfiles } from './partner-services.ts';
import type { ProfileServices } from './partner-services.ts';
import { writeMessages } from './write-messages.ts';

const path = '/services/updated';

export interface ServicesScope {
  integrationId: string;
  target: WebhookTarget;
  /** Connected connections of that integration. */
  connections: readonly { tenantId: string; connectionId: string; accountId: string }[];
  /** One profile only. */
  profileId?: string | undefined;
  /** Leaves out profiles whose services are what the partner was last told. */
  changedOnly: boolean;
}

/** Writes one services event per active profile; returns how many. */
export async function announceServices(
  tx: Tx,
  ctx: Context,
  scope: ServicesScope,
): Promise<number> {
  const { integrationId, connections, target } = scope;
  const profiles = await readProfiles(tx, scope);
  const told = scope.changedOnly ? await readTold(tx, connections) : new Map<string, string>();
  const services = await readPartnerServices(tx, { integrationId, profiles });
  const nowSeconds = await readNowSeconds(tx);
  let count = 0;
  for (const { tenantId, connectionId, accountId } of connections) {
    const changed = services.filter(
      (one) => one.connectionId === connectionId && told.get(keyOf(one)) !== hashOf(one),
    );
    const messages = changed.map((one) => {
      const id = newId();
      const { profileId } = one;
      const body = {
        statusUpdateId: id,
        timestamp: nowSeconds,
        accountId,
        profileId,
        services: one.services,
      };
      return { id, path, url: `${target.prefix}${path}`, prefix: target.prefix, body };
    });
    const event = { kind: 'services.updated', integrationId, tenantId, connectionId };
    await writeMessages(tx, ctx, { event, messages });
    await saveTold(tx, { tenantId, profiles: changed });
    count += messages.length;
  }
  return count;
}

async function readNowSeconds(tx: Tx): Promise<number> {
  const { rows } = await sql<{ now: number }>`
    select floor(extract(epoch from now()))::bigint as now`.execute(tx);
  return rows[0]?.now ?? 0;
}

async function readTold(
  tx: Tx,
  connections: ServicesScope['connections'],
): Promise<Map<string, string>> {
  if (connections.length === 0) return new Map();
  const rows = await tx
    .selectFrom('announced_services')
    .select(['connection_id as connectionId', 'profile_id as profileId', 'services_hash as hash'])
    .where(
      'connection_id',
      'in',
      connections.map((one) => one.connectionId),
    )
    .where('tenant_id', 'in', [...new Set(connections.map((one) => one.tenantId))])
    .execute();
  return new Map(rows.map((row) => [keyOf(row), row.hash]));
}

async function saveTold(
  tx: Tx,
  { tenantId, profiles }: { tenantId: string; profiles: readonly ProfileServices[] },
): Promise<void> {
  if (profiles.length === 0) return;
  await tx
    .insertInto('announced_services')
    .values(
      profiles.map((one) => ({
        tenant_id: tenantId,
        connection_id: one.connectionId,
        profile_id: one.profileId,
        services_hash: hashOf(one),
      })),
    )
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'connection_id', 'profile_id']).doUpdateSet((eb) => ({
        services_hash: eb.ref('excluded.services_hash'),
        announced_at: eb.fn<Date>('now'),
      })),
    )
    .execute();
}

function keyOf({ connectionId, profileId }: { connectionId: string; profileId: string }): string {
  return `${connectionId}:${profileId}`;
}

function hashOf({ services }: ProfileServices): string {
  return createHash('sha256').update(JSON.stringify(services)).digest('base64url');
}
