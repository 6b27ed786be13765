import { expect, test } from '@playwright/test';
import type { APIResponse, Page } from '@playwright/test';
import { v7 as newId } from 'uuid';
import { portalUrl } from './portal.ts';

export interface MadeIntegration {
  id: string;
  name: string;
}

export interface MakeIntegration {
  name: string;
  authorization?: 'open_id_connect' | 'st_pairing';
  /** `general`: only General Information is saved; `complete`: all six sections; `active`: turned on as well. */
  upTo?: 'general' | 'complete' | 'active';
  /** The receiver's address; nothing answers at the one that stands here when it is left out. */
  urlPrefix?: string;
  /** The partner's list as CSV; three services when it is left out. */
  jobTypes?: string;
  multiAccount?: boolean;
  /** Where the integration signs in; nothing answers there when it is left out. */
  provider?: { configurationEndpoint: string; clientId: string; clientSecret: string };
  /** For a Callback URL that was registered before. */
  id?: string;
}

/**
 * Makes an integration by the admin API as the signed-in manager of the page, so that a story can begin where it wants.
 * For stories about the forms themselves, fill the forms.
 */
export async function makeIntegration(page: Page, make: MakeIntegration): Promise<MadeIntegration> {
  const { name, authorization = 'st_pairing', upTo = 'active', id = newId() } = make;
  const at = `/api/admin/integrations`;
  await removeEarlier(page, name);
  await send(page, 'POST', at, {
    id,
    general: {
      name,
      description: `${name} finds homeowners who need work done.`,
      tenantAuthorizationType: authorization,
      partnerAuthorizationType: 'oauth2_client_credentials',
      multiAccount: make.multiAccount ?? false,
      technicalContactEmail: null,
    },
  });
  if (upTo === 'general') return { id, name };
  await importJobTypes(page, id, make.jobTypes ?? jobTypes);
  await send(page, 'PUT', `${at}/${id}/extra-details`, { version: 0, extraDetails: { rows: [] } });
  await send(page, 'PUT', `${at}/${id}/webhooks`, {
    version: 0,
    webhooks: {
      accounts: true,
      profiles: true,
      services: true,
      availability: false,
      leads: true,
      leadEvents: { accept: true, decline: true, appointments: true, invoice: true },
      urlPrefix: make.urlPrefix ?? 'http://127.0.0.1:9/webhooks',
    },
  });
  const oidc = authorization === 'open_id_connect';
  const provider = make.provider ?? {
    configurationEndpoint: 'http://127.0.0.1:9/.well-known/openid-configuration',
    clientId: 'client',
    clientSecret: 'a-secret-of-the-partner',
  };
  await send(page, 'PUT', `${at}/${id}/urls`, {
    version: 0,
    urls: {
      pairingUrl: oidc ? null : 'http://127.0.0.1:9/pairing',
      configurationEndpoint: oidc ? provider.configurationEndpoint : null,
      clientId: oidc ? provider.clientId : null,
      clientSecret: oidc ? provider.clientSecret : null,
      clientSecretExpiresOn: null,
      scopes: oidc
        ? make.provider === undefined
          ? 'openid profile'
          : 'openid profile offline_access'
        : null,
    },
  });
  await send(page, 'PUT', `${at}/${id}/tenant-access`, {
    version: 0,
    tenantAccess: { mode: 'all', enable: [], disable: [] },
  });
  await send(page, 'POST', `${at}/${id}/credentials`, {});
  if (upTo === 'active') await send(page, 'POST', `${at}/${id}/activate`);
  return { id, name };
}

/** A story that is told again finds what its first telling left. */
async function removeEarlier(page: Page, name: string): Promise<void> {
  if (test.info().retry === 0) return;
  const search = new URLSearchParams({ search: name });
  const list = await send(page, 'GET', `/api/admin/integrations?${search}`);
  const { items } = (await list.json()) as { items: MadeIntegration[] };
  const earlier = items.find((one) => one.name === name);
  if (earlier === undefined) return;
  const confirmed = new URLSearchParams({ confirmName: name });
  await send(page, 'DELETE', `/api/admin/integrations/${earlier.id}?${confirmed}`);
}

const jobTypes = `Partner Job Type ID,Partner Job Type Name,Category,Trade,Standard Job Type
ac-repair,Air conditioner repair,Cooling,HVAC,Repair AC
drain,Drain cleaning,Drains,Plumbing,Unclog Drain
smoke,Smoke detector beeps,Safety,,
`;

async function importJobTypes(page: Page, id: string, list: string): Promise<void> {
  const at = `${portalUrl()}/api/admin/integrations/${id}/job-types`;
  const headers = { origin: portalUrl() };
  const file = { name: 'job-types.csv', mimeType: 'text/csv', buffer: Buffer.from(list) };
  const preview = await page.request.post(`${at}/preview`, { headers, multipart: { file } });
  expect(preview.status()).toBe(200);
  const { previewId } = (await preview.json()) as { previewId: string };
  await send(page, 'POST', `/api/admin/integrations/${id}/job-types/apply`, { previewId });
}

/** One call of the admin API with the page's session; anything but 200 fails the story. */
export async function send(
  page: Page,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: object,
): Promise<APIResponse> {
  const reply = await page.request.fetch(`${portalUrl()}${path}`, {
    method,
    headers: { origin: portalUrl() },
    ...(body === undefined ? {} : { data: body }),
  });
  expect(reply.status(), `${method} ${path}: ${await reply.text()}`).toBe(200);
  return reply;
}
