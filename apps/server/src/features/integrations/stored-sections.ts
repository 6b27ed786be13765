import { sql } from 'kysely';
import type {
  PartnerAuthorizationType,
  TenantAuthorizationType,
} from '@leads/contract/integration-general';
import type { ExtraDetail } from '@leads/contract/integration-sections';
import type { Integration } from '@leads/contract/integrations';
import type { Reader, Tx } from '#platform/act/context.ts';

interface GeneralRow {
  name: string;
  description: string;
  tenant_authorization_type: string;
  partner_authorization_type: string;
  multi_account: boolean;
  technical_contact_email: string | null;
}

export function toGeneral(row: GeneralRow): Integration['general'] {
  return {
    name: row.name,
    description: row.description,
    tenantAuthorizationType: row.tenant_authorization_type as TenantAuthorizationType,
    partnerAuthorizationType: row.partner_authorization_type as PartnerAuthorizationType,
    multiAccount: row.multi_account,
    technicalContactEmail: row.technical_contact_email,
  };
}

export function toGeneralColumns(general: Integration['general']): GeneralRow {
  return {
    name: general.name,
    description: general.description,
    tenant_authorization_type: general.tenantAuthorizationType,
    partner_authorization_type: general.partnerAuthorizationType,
    multi_account: general.multiAccount,
    technical_contact_email: general.technicalContactEmail,
  };
}

const webhookColumns = [
  'accounts',
  'profiles',
  'services',
  'availability',
  'leads',
  'lead_accept',
  'lead_decline',
  'lead_appointments',
  'lead_invoice',
  'url_prefix',
] as const;

type WebhooksRow = { url_prefix: string | null } & Record<
  Exclude<(typeof webhookColumns)[number], 'url_prefix'>,
  boolean | null
>;

/** Absent columns, of a section that was never saved, read as off. */
export function toWebhooks(row: WebhooksRow): Integration['webhooks'] {
  return {
    accounts: row.accounts ?? false,
    profiles: row.profiles ?? false,
    services: row.services ?? false,
    availability: row.availability ?? false,
    leads: row.leads ?? false,
    leadEvents: {
      accept: row.lead_accept ?? false,
      decline: row.lead_decline ?? false,
      appointments: row.lead_appointments ?? false,
      invoice: row.lead_invoice ?? false,
    },
    urlPrefix: row.url_prefix,
  };
}

export function toWebhookColumns(webhooks: Integration['webhooks']) {
  const { leadEvents } = webhooks;
  return {
    accounts: webhooks.accounts,
    profiles: webhooks.profiles,
    services: webhooks.services,
    availability: webhooks.availability,
    leads: webhooks.leads,
    lead_accept: leadEvents.accept,
    lead_decline: leadEvents.decline,
    lead_appointments: leadEvents.appointments,
    lead_invoice: leadEvents.invoice,
    url_prefix: webhooks.urlPrefix,
  };
}

/** The webhooks as stored; null before the first save. */
export async function findWebhooks(
  tx: Tx,
  integrationId: string,
): Promise<Integration['webhooks'] | null> {
  const row = await tx
    .selectFrom('integration_webhooks')
    .select(webhookColumns)
    .where('integration_id', '=', integrationId)
    .executeTakeFirst();
  return row === undefined ? null : toWebhooks(row);
}

export async function listExtraDetails(db: Reader, integrationId: string): Promise<ExtraDetail[]> {
  const rows = await db
    .selectFrom('integration_extra_detail')
    .select(['parameter', 'display_name'])
    .where('integration_id', '=', integrationId)
    .orderBy('position')
    .execute();
  return rows.map((row) => ({ parameter: row.parameter, displayName: row.display_name }));
}

export async function countEnabledTenants(db: Reader, integrationId: string): Promise<number> {
  const { count } = await db
    .selectFrom('integration_enabled_tenant')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('integration_id', '=', integrationId)
    .executeTakeFirstOrThrow();
  return count;
}

export async function countJobTypes(
  db: Reader,
  integrationId: string,
): Promise<{ total: number; mapped: number; standardTypes: number }> {
  // Grouped first: the index has the groups in order, where `count(distinct)` would sort 50,000 rows.
  const grouped = db
    .selectFrom('partner_job_type')
    .select(['standard_job_type_id', sql<number>`count(*)`.as('count')])
    .where('integration_id', '=', integrationId)
    .groupBy('standard_job_type_id');
  return db
    .selectFrom(grouped.as('by_type'))
    .select([
      sql<number>`coalesce(sum(count), 0)::int`.as('total'),
      sql<number>`coalesce(sum(count) filter (where standard_job_type_id is not null), 0)::int`.as(
        'mapped',
      ),
      sql<number>`count(standard_job_type_id)::int`.as('standardTypes'),
    ])
    .executeTakeFirstOrThrow();
}
