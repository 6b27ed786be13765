import { createApp } from '#platform/http/create-app.ts';
import type { Identity } from '#platform/http/caller.ts';
import { newId } from '#platform/id.ts';
import { makePartnerJobType, makeTrade } from '#testing/factories.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import type { General } from '@leads/contract/integration-general';
import type { Urls, Webhooks } from '@leads/contract/integration-sections';
import { integrationRoutes } from '../integration-routes.ts';
import { createIntegration } from '../create-integration.ts';
import { saveExtraDetails } from '../sections/save-extra-details.ts';
import { saveTenantAccess } from '../sections/save-tenant-access.ts';
import { saveUrls } from '../sections/save-urls.ts';
import { saveWebhooks } from '../sections/save-webhooks.ts';

export function generalOf(values: Partial<General> = {}): General {
  return {
    name: `Partner ${newId()}`,
    description: 'A marketplace',
    tenantAuthorizationType: 'open_id_connect',
    partnerAuthorizationType: 'oauth2_client_credentials',
    multiAccount: false,
    technicalContactEmail: null,
    ...values,
  };
}

export const openIdUrls: Urls = {
  pairingUrl: null,
  configurationEndpoint: 'https://partner.example.com/.well-known/openid-configuration',
  clientId: 'our-client',
  clientSecret: 'planted-client-secret',
  clientSecretExpiresOn: '2027-05-01',
  scopes: 'openid  profile',
};

export const leadsWebhooks: Webhooks = {
  accounts: false,
  profiles: false,
  services: false,
  availability: false,
  leads: true,
  leadEvents: { accept: true, decline: false, appointments: false, invoice: false },
  urlPrefix: 'https://partner.example.com/hooks',
};

export const managerOf = (system: TestSystem) =>
  system.contextFor({ kind: 'staff', id: 'm1', name: 'Mia', role: 'manager', sessionId: null });
export const viewerOf = (system: TestSystem) =>
  system.contextFor({ kind: 'staff', id: 'v1', name: 'Vic', role: 'viewer', sessionId: null });

/** A draft with General Information only. */
export async function makeDraft(
  system: TestSystem,
  values: Partial<General> = {},
): Promise<string> {
  const id = newId();
  await createIntegration(managerOf(system), { id, general: generalOf(values) });
  return id;
}

/** An integration that was set up section by section and misses nothing; a draft still. */
export async function makeReady(
  system: TestSystem,
  values: Partial<General> = {},
): Promise<string> {
  const ctx = managerOf(system);
  const integrationId = await makeDraft(system, values);
  const base = { integrationId, version: 0 };
  await saveExtraDetails(ctx, { ...base, extraDetails: { rows: [] } });
  await saveWebhooks(ctx, { ...base, webhooks: leadsWebhooks });
  await saveUrls(ctx, {
    ...base,
    urls: { ...openIdUrls, pairingUrl: 'https://partner.example.com/pair' },
  });
  await saveTenantAccess(ctx, {
    ...base,
    tenantAccess: { mode: 'all', enable: [], disable: [] },
    confirm: false,
  });
  await mapOneJobType(system, integrationId);
  await makeCredential(system, integrationId);
  return integrationId;
}

async function mapOneJobType({ db }: TestSystem, integrationId: string): Promise<void> {
  const { jobTypeIds } = await makeTrade(db);
  await makePartnerJobType(db, {
    integrationId,
    partnerId: 'ac-repair',
    standardJobTypeId: jobTypeIds[0],
  });
  await db
    .updateTable('integration_section')
    .set({ version: 1, saved_at: new Date(), saved_by_name: 'Mia' })
    .where('integration_id', '=', integrationId)
    .where('section', '=', 'job_types')
    .execute();
}

export async function makeCredential({ db }: TestSystem, integrationId: string): Promise<string> {
  const id = newId();
  await db
    .insertInto('partner_credential')
    .values({
      id,
      integration_id: integrationId,
      kind: 'oauth2_client_credentials',
      mode: 'live',
      client_id: `client-${id}`,
      secret_hash: `hash-${id}`,
      secret_end: 'abcd',
    })
    .execute();
  return id;
}

/** The audit rows of one integration, oldest first. */
export async function listAudit({ db }: TestSystem, integrationId: string) {
  return db
    .selectFrom('audit_entry')
    .select(['action', 'actor_name', 'before', 'after'])
    .where('integration_id', '=', integrationId)
    .orderBy('id')
    .execute();
}

export const staffIdentity = (staffRole: 'viewer' | 'manager'): Identity => ({
  kind: 'user',
  userId: 'm1',
  name: 'Mia',
  email: 'mia@example.com',
  sessionId: 's1',
  staffRole,
  memberships: [],
});

/** The application with the integration routes, for whoever `identity` names at the time of a request. */
export async function createIntegrationApp(environment: Record<string, string> = {}) {
  const system = await createTestSystem(environment);
  const caller: { identity: Identity | undefined } = { identity: staffIdentity('manager') };
  const app = await createApp({
    services: system.services,
    db: system.db,
    callers: {
      identify: async () => caller.identity,
      identifyPartner: async () => {
        throw new Error('no partner calls here');
      },
    },
    routes: [integrationRoutes],
  });
  const call = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) =>
    app.inject({
      method,
      url,
      headers: { origin: new URL(system.services.config.PUBLIC_URL).origin },
      ...(payload === undefined ? {} : { payload }),
    });
  const close = async () => {
    await app.close();
    await system.close();
  };
  return { system, app, caller, call, close };
}
