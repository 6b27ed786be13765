import type { FastifyInstance } from 'fastify';
import type { ActorOf } from '#platform/act/actor.ts';
import type { Identity } from '#platform/http/caller.ts';
import { callbackUrlOf } from '#platform/http/callback-url.ts';
import { createApp } from '#platform/http/create-app.ts';
import { newId } from '#platform/id.ts';
import { connectionRoutes } from '#features/connections/index.ts';
import { makeIntegration, makeTenant, makeTenantUser } from '#testing/factories.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { oidcConnectRoutes } from '../oidc-connect-routes.ts';
import { clientId, clientSecret } from './client.ts';

/** A signed-in browser of a tenant's owner. */
export interface Browser {
  tenantId: string;
  owner: ActorOf<'tenant'>;
  /** What the app knows the browser by. */
  cookie: string;
}

export interface OidcScene {
  integrationId: string;
  redirectUri: string;
  app: FastifyInstance;
  /** A new tenant with the agreement accepted. */
  openBrowser(): Promise<Browser>;
  /** The same user in another browser. */
  openAnother(browser: Browser): Browser;
  /** Makes the browser's user an office user, who may not connect. */
  demote(browser: Browser): void;
  /** Begins a sign-in and returns the partner's address. */
  begin(browser: Browser, addAccount?: boolean): Promise<string>;
  /** Comes back from the partner; returns the page that the browser lands on. */
  comeBack(callback: URL, cookie?: string): Promise<Landing>;
  saveUrls(configurationEndpoint: string, scopes?: string): Promise<void>;
}

export interface Landing {
  status: number;
  path: string;
  result: string | null;
  connectionId: string | null;
  requestId: string | null;
}

/** An integration by Open ID Connect behind the real routes; who a cookie stands for is the test's to say. */
export async function makeOidcScene(
  system: TestSystem,
  values: { multiAccount?: boolean } = {},
): Promise<OidcScene> {
  const { db, services } = system;
  const integrationId = await makeIntegration(db, {
    tenantAuthorizationType: 'open_id_connect',
    ...values,
  });
  const identities = new Map<string, Identity>();
  const app = await makeApp(system, identities);
  const addBrowser = (owner: ActorOf<'tenant'>): Browser => {
    const cookie = newId();
    identities.set(cookie, toIdentity(owner));
    return { tenantId: owner.tenantId, owner, cookie };
  };
  const url = (browser: Browser, act: string) =>
    `/api/tenant/${browser.tenantId}/integrations/${integrationId}/${act}`;
  const send = async (browser: Browser, act: string, body: object) =>
    app.inject({
      method: 'POST',
      url: url(browser, act),
      headers: { cookie: browser.cookie, origin: services.config.PUBLIC_URL },
      payload: body,
    });
  return {
    integrationId,
    redirectUri: callbackUrlOf(services.config, integrationId),
    app,
    async openBrowser() {
      const tenantId = await makeTenant(db);
      const owner = await makeTenantUser(db, { tenantId, role: 'owner' });
      const browser = addBrowser({ ...owner, sessionId: newId() });
      const headers = { cookie: browser.cookie };
      const { id } = (await app.inject({ url: url(browser, 'agreement'), headers })).json();
      await send(browser, 'agreement/accept', { agreementId: id });
      return browser;
    },
    demote: ({ owner, cookie }) =>
      void identities.set(cookie, toIdentity({ ...owner, role: 'office' })),
    openAnother: ({ owner }) => addBrowser({ ...owner, sessionId: newId() }),
    async begin(browser, addAccount = false) {
      const response = await send(browser, 'authorize', { addAccount });
      if (response.statusCode !== 200) throw new Error(response.body);
      return response.json().redirectTo;
    },
    comeBack: (callback, cookie) => comeBack(app, callback, cookie),
    saveUrls: (endpoint, scopes) => saveUrls(system, { integrationId, endpoint, scopes }),
  };
}

async function makeApp(system: TestSystem, identities: Map<string, Identity>) {
  return createApp({
    services: system.services,
    db: system.db,
    routes: [connectionRoutes, oidcConnectRoutes],
    callers: {
      identify: async (request) => identities.get(request.headers.cookie ?? ''),
      identifyPartner: async () => {
        throw new Error('no partner calls here');
      },
    },
  });
}

function toIdentity({ id, name, sessionId, tenantId, role }: ActorOf<'tenant'>): Identity {
  const membership = { tenantId, tenantName: 'Tenant', tenantTimeZone: 'America/Phoenix', role };
  return {
    kind: 'user',
    userId: id,
    name,
    email: 'owner@example.com',
    sessionId,
    staffRole: null,
    memberships: [membership],
  };
}

async function comeBack(app: FastifyInstance, callback: URL, cookie?: string): Promise<Landing> {
  const response = await app.inject({
    url: `${callback.pathname}${callback.search}`,
    headers: { host: callback.host, ...(cookie === undefined ? {} : { cookie }) },
  });
  const landing = new URL(String(response.headers.location));
  return {
    status: response.statusCode,
    path: landing.pathname,
    result: landing.searchParams.get('result'),
    connectionId: landing.searchParams.get('connection'),
    requestId: landing.searchParams.get('requestId'),
  };
}

async function saveUrls(
  { db, services }: TestSystem,
  parts: { integrationId: string; endpoint: string; scopes?: string | undefined },
): Promise<void> {
  const { integrationId, endpoint, scopes = 'openid profile' } = parts;
  const saved = { configuration_endpoint: endpoint, scopes };
  await db
    .insertInto('integration_urls')
    .values({
      integration_id: integrationId,
      client_id: clientId,
      client_secret_sealed: services.sealer.seal(
        clientSecret,
        `oidc-client-secret:${integrationId}`,
      ),
      ...saved,
    })
    .onConflict((conflict) => conflict.column('integration_id').doUpdateSet(saved))
    .execute();
}
