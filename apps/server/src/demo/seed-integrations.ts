import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Context, Tx } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import { hashToken } from '#platform/secrets/hash-token.ts';
import type { DemoFacts } from './demo-facts.ts';

const sections = [
  'general',
  'job_types',
  'extra_details',
  'webhooks',
  'urls',
  'tenant_access',
] as const;
const seededBy = 'Demo data';

/** The active integration with the demo partner, complete in every section, and a draft that has General only. */
export async function seedIntegrations(
  tx: Tx,
  ctx: Context,
  { facts, partnerUrl }: { facts: DemoFacts; partnerUrl: string },
): Promise<void> {
  const id = facts.integrationId;
  await insertIntegration(tx, { id, status: 'active', name: 'Acme Leads', saved: sections });
  await insertJobTypes(tx, id);
  await tx
    .insertInto('integration_extra_detail')
    .values([
      { integration_id: id, position: 0, parameter: 'leadCost', display_name: 'Lead cost' },
      { integration_id: id, position: 1, parameter: 'membershipTier', display_name: 'Membership' },
    ])
    .execute();
  await insertWebhooks(tx, ctx, { id, facts, partnerUrl });
  await tx
    .insertInto('integration_urls')
    .values({
      integration_id: id,
      pairing_url: `${partnerUrl}/pairing`,
      configuration_endpoint: `${partnerUrl}/.well-known/openid-configuration`,
      client_id: facts.oidcClientId,
      client_secret_sealed: ctx.sealer.seal(facts.oidcClientSecret, `oidc-client-secret:${id}`),
      scopes: 'openid profile email offline_access',
    })
    .execute();
  await tx
    .insertInto('integration_tenant_access')
    .values({ integration_id: id, mode: 'all' })
    .execute();
  await insertCredential(tx, facts);
  await insertIntegration(tx, {
    id: newId(),
    status: 'draft',
    name: 'Coil Sense',
    saved: ['general'],
  });
}

interface IntegrationRow {
  id: string;
  status: 'active' | 'draft';
  name: string;
  saved: readonly (typeof sections)[number][];
}

async function insertIntegration(
  tx: Tx,
  { id, status, name, saved }: IntegrationRow,
): Promise<void> {
  const isPairing = status === 'draft';
  await tx
    .insertInto('integration')
    .values({
      id,
      status,
      name,
      description: isPairing
        ? 'Smart sensors that report freezing coils and water leaks before homeowners notice.'
        : 'Lead marketplace for cooling, heating, plumbing and electrical work in North America.',
      tenant_authorization_type: isPairing ? 'st_pairing' : 'open_id_connect',
      partner_authorization_type: 'oauth2_client_credentials',
      multi_account: !isPairing,
      technical_contact_email: isPairing ? null : 'integrations@acme-leads.demo',
      updated_by_name: seededBy,
    })
    .execute();
  await tx
    .insertInto('integration_section')
    .values(
      sections.map((section) => {
        const isSaved = saved.includes(section);
        return {
          integration_id: id,
          section,
          version: isSaved ? 1 : 0,
          saved_at: isSaved ? new Date() : null,
          saved_by_name: isSaved ? seededBy : '',
        };
      }),
    )
    .execute();
}

async function insertJobTypes(tx: Tx, integrationId: string): Promise<void> {
  const standard = await tx.selectFrom('standard_job_type').select(['id', 'name']).execute();
  const idByName = new Map(standard.map(({ id, name }) => [name, id]));
  const rows: string[][] = parse(
    readFileSync(new URL('./partner-job-types.csv', import.meta.url)),
    {
      from_line: 2,
    },
  );
  await tx
    .insertInto('partner_job_type')
    .values(
      rows.map(([partnerId = '', name = '', category = '', , standardName = ''], position) => ({
        integration_id: integrationId,
        id: newId(),
        partner_id: partnerId,
        name,
        category,
        position,
        standard_job_type_id: idByName.get(standardName) ?? null,
      })),
    )
    .execute();
}

async function insertWebhooks(
  tx: Tx,
  ctx: Context,
  { id, facts, partnerUrl }: { id: string; facts: DemoFacts; partnerUrl: string },
): Promise<void> {
  await tx
    .insertInto('integration_webhooks')
    .values({
      integration_id: id,
      accounts: true,
      profiles: true,
      services: true,
      availability: false,
      leads: true,
      lead_accept: true,
      lead_decline: true,
      lead_appointments: true,
      lead_invoice: true,
      url_prefix: `${partnerUrl}/webhooks`,
    })
    .execute();
  const keyId = newId();
  await tx
    .insertInto('signing_key')
    .values({
      id: keyId,
      integration_id: id,
      secret_sealed: ctx.sealer.seal(facts.signingSecret, `signing-key:${keyId}`),
    })
    .execute();
}

async function insertCredential(tx: Tx, facts: DemoFacts): Promise<void> {
  await tx
    .insertInto('partner_credential')
    .values({
      id: newId(),
      integration_id: facts.integrationId,
      kind: 'oauth2_client_credentials',
      mode: 'live',
      client_id: facts.tokenClientId,
      secret_hash: hashToken(facts.tokenClientSecret),
      secret_end: facts.tokenClientSecret.slice(-4),
      created_by_name: seededBy,
    })
    .execute();
}
