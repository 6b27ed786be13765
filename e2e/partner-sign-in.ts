import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { APIRequestContext, APIResponse } from '@playwright/test';
import { demoPassword, partnerUrl, portalUrl } from './portal.ts';

/** The password of the demo partner's own accounts. */
export const partnerPassword = 'partner-demo-1';

export interface TenantSession {
  tenantId: string;
  integrationId: string;
}

const portalHeaders = () => ({ origin: portalUrl() });

/** Signs in to the portal without a browser; cookies stay in the request context. */
export async function signInByHttp(request: APIRequestContext, email: string): Promise<void> {
  const reply = await request.post(`${portalUrl()}/api/auth/sign-in/email`, {
    headers: portalHeaders(),
    data: { email, password: demoPassword },
  });
  await expectOk(reply);
}

/**
 * Connects a demo tenant to the demo integration as its owner's browser would: agreement, redirect, the partner's
 * sign-in and consent pages, callback.
 */
export async function connectByHttp(
  request: APIRequestContext,
  { email, username }: { email: string; username: string },
): Promise<TenantSession> {
  await signInByHttp(request, email);
  const session = await readJson<{ tenants: { tenantId: string }[] }>(
    await request.get(`${portalUrl()}/api/session`),
  );
  const tenantId = session.tenants[0]?.tenantId ?? '';
  const base = `${portalUrl()}/api/tenant/${tenantId}/integrations`;
  const { integrations } = await readJson<{ integrations: { id: string; name: string }[] }>(
    await request.get(base),
  );
  const integrationId = integrations.find(({ name }) => name === 'Acme Leads')?.id ?? '';
  const agreement = await readJson<{ id: string }>(
    await request.get(`${base}/${integrationId}/agreement`),
  );
  await expectOk(
    await request.post(`${base}/${integrationId}/agreement/accept`, {
      headers: portalHeaders(),
      data: { agreementId: agreement.id },
    }),
  );
  const { redirectTo } = await readJson<{ redirectTo: string }>(
    await request.post(`${base}/${integrationId}/authorize`, {
      headers: portalHeaders(),
      data: {},
    }),
  );
  const signInPage = await request.get(redirectTo);
  const consentPage = await submitForm(request, signInPage, {
    username,
    password: partnerPassword,
  });
  const result = await submitForm(request, consentPage, {});
  // Another story may have connected it before.
  if (!/result=(connected|same_account)/.test(result.url()))
    throw new Error(`connecting ended at ${result.url()}`);
  return { tenantId, integrationId };
}

/** Posts the first form of the page with its hidden fields, as pressing its main button does. */
async function submitForm(
  request: APIRequestContext,
  page: APIResponse,
  values: Record<string, string>,
): Promise<APIResponse> {
  const html = await page.text();
  const action = /<form[^>]*action="([^"]+)"/.exec(html)?.[1];
  if (action === undefined)
    throw new Error(`there is no form at ${page.url()}: ${html.slice(0, 500)}`);
  const hidden = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
  return request.post(new URL(action.replaceAll('&amp;', '&'), page.url()).href, {
    headers: { origin: partnerUrl() },
    form: { ...Object.fromEntries(hidden.map(([, name, value]) => [name, value])), ...values },
  });
}

/** An access token of the demo integration, got as its partner gets it. */
export async function fetchPartnerToken(
  request: APIRequestContext,
  { portalUrl: url, dataDir }: { portalUrl: string; dataDir: string },
): Promise<string> {
  const facts = JSON.parse(readFileSync(join(dataDir, 'demo.json'), 'utf8')) as {
    tokenClientId: string;
    tokenClientSecret: string;
  };
  const reply = await request.post(`${url}/connect/token`, {
    form: {
      grant_type: 'client_credentials',
      client_id: facts.tokenClientId,
      client_secret: facts.tokenClientSecret,
    },
  });
  return (await readJson<{ access_token: string }>(reply)).access_token;
}

export async function readJson<T>(reply: APIResponse): Promise<T> {
  await expectOk(reply);
  return (await reply.json()) as T;
}

async function expectOk(reply: APIResponse): Promise<void> {
  if (!reply.ok())
    throw new Error(`${reply.url()} answered ${reply.status()}: ${await reply.text()}`);
}
