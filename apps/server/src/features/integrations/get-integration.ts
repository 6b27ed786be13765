import { logoUrlOf } from '@leads/contract/integrations';
import type { Integration, IntegrationStatus } from '@leads/contract/integrations';
import { listCredentials } from '#features/partner-tokens/index.ts';
import type { Context } from '#platform/act/context.ts';
import { callbackUrlOf } from '#platform/http/callback-url.ts';
import { listMissingParts } from './completeness.ts';
import { countConsequences } from './count-consequences.ts';
import { integrationNotFound } from './lock-integration.ts';
import { getSetUpFacts } from './missing-parts.ts';
import { describeSections } from './section-summary.ts';
import {
  countEnabledTenants,
  countJobTypes,
  listExtraDetails,
  toGeneral,
  toWebhooks,
} from './stored-sections.ts';

/**
 * One living integration with all its sections.
 * @throws Problem `not_found`
 */
export async function getIntegration(ctx: Context, id: string): Promise<Integration> {
  // Versions are read before contents: what changes in between then shows an older version, and a save based on it is
  // refused instead of overwriting unseen work.
  const facts = await getSetUpFacts(ctx.db, id);
  const [row, counts, jobTypes, extraDetails, enabledTenantCount, signingKeys, credentials] =
    await Promise.all([
      getRow(ctx, id),
      countConsequences(ctx.db, id),
      countJobTypes(ctx.db, id),
      listExtraDetails(ctx.db, id),
      countEnabledTenants(ctx.db, id),
      listSigningKeys(ctx, id),
      listCredentials(ctx.db, id),
    ]);
  const general = toGeneral(row);
  const webhooks = toWebhooks(row);
  const callbackUrl = callbackUrlOf(ctx.config, row.id);
  const clientSecretExpiresOn = row.client_secret_expires_on;
  const { clientSecretStored, ...urls } = facts.urls;
  return {
    id: row.id,
    status: row.status as IntegrationStatus,
    logoUrl: row.sha256 === null ? null : logoUrlOf(row.id, row.sha256),
    callbackUrl,
    general,
    extraDetails,
    webhooks,
    signingKeys,
    urls: { ...urls, clientSecretStored, clientSecretExpiresOn, callbackUrl },
    tenantAccess: { mode: facts.tenantAccessMode, enabledCount: enabledTenantCount },
    credentials,
    sections: describeSections(facts, {
      general,
      jobTypes,
      extraDetailCount: extraDetails.length,
      webhooks,
      isSigned: signingKeys.length > 0,
      urls,
      clientSecretExpiresOn,
      enabledTenantCount,
      today: ctx.clock.now().toISOString().slice(0, 10),
    }),
    missing: listMissingParts(facts),
    ...counts,
    updatedAt: row.updated_at.toISOString(),
    updatedByName: row.updated_by_name,
  };
}

async function getRow(ctx: Context, id: string) {
  const row = await ctx.db
    .selectFrom('integration as i')
    .leftJoin('integration_webhooks as w', 'w.integration_id', 'i.id')
    .leftJoin('integration_urls as u', 'u.integration_id', 'i.id')
    .leftJoin('integration_logo as l', 'l.integration_id', 'i.id')
    .where('i.id', '=', id)
    .where('i.deleted_at', 'is', null)
    .selectAll(['i', 'w'])
    .select(['i.id', 'u.client_secret_expires_on', 'l.sha256'])
    .executeTakeFirst();
  if (row === undefined) throw integrationNotFound();
  return row;
}

async function listSigningKeys(ctx: Context, id: string): Promise<Integration['signingKeys']> {
  const rows = await ctx.db
    .selectFrom('signing_key')
    .select(['id', 'created_at', 'expires_at'])
    .where('integration_id', '=', id)
    .where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', ctx.clock.now())]))
    .orderBy('id', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at?.toISOString() ?? null,
  }));
}
