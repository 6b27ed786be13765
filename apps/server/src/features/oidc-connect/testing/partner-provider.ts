import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import Provider, { interactionPolicy } from 'oidc-provider';
import type { JWK, KoaContextWithOIDC } from 'oidc-provider';
import { clientId, clientSecret } from './client.ts';

export interface PartnerAccount {
  sub: string;
  name: string;
  profiles?: { id: string; name: string }[];
}

export interface PartnerProvider {
  configurationEndpoint: string;
  /** Who signs in next; undefined: the user refuses. */
  next: PartnerAccount | undefined;
  /** What the provider knows of those who have signed in, by sub. */
  accounts: Map<string, PartnerAccount>;
  /** `prompt` of every authorization request so far. */
  prompts: string[];
  /**
   * A browser at the partner's pages: follows them, with cookies, until it is sent to the redirect URI, and returns that
   * address.
   */
  signIn(authorizationUrl: string): Promise<URL>;
  /** Takes back every grant, as its users can. */
  revokeAll(): Promise<void>;
  close(): Promise<void>;
}

/** A real OpenID Provider on a loopback port; its users sign in without being asked anything. */
export async function startPartnerProvider(redirectUri: string): Promise<PartnerProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const accounts = new Map<string, PartnerAccount>();
  const grants = new Set<string>();
  const provider = await createProvider({ issuer, redirectUri, accounts });
  const partner: PartnerProvider = {
    configurationEndpoint: `${issuer}/.well-known/openid-configuration`,
    next: undefined,
    accounts,
    prompts: [],
    signIn: (url) => followTo(url, redirectUri),
    async revokeAll() {
      for (const grantId of grants) await (await provider.Grant.find(grantId))?.destroy();
      grants.clear();
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  const handle = provider.callback();
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', issuer);
    if (url.pathname === '/auth') partner.prompts.push(url.searchParams.get('prompt') ?? '');
    if (!url.pathname.startsWith('/interaction/')) return void handle(request, response);
    answerInteraction({ provider, partner, grants }, request, response).catch((err: unknown) => {
      response.statusCode = 500;
      response.end(String(err));
    });
  });
  return partner;
}

async function createProvider(parts: {
  issuer: string;
  redirectUri: string;
  accounts: Map<string, PartnerAccount>;
}): Promise<Provider> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const policy = interactionPolicy.base();
  policy.add(new interactionPolicy.Prompt({ name: 'select_account', requestable: true }), 0);
  return new Provider(parts.issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [parts.redirectUri],
        grant_types: ['authorization_code', 'refresh_token'],
      },
    ],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), kid: 'test', alg: 'RS256' } as JWK] },
    cookies: { keys: ['test-only'] },
    claims: { openid: ['sub'], profile: ['name', 'profiles'] },
    scopes: ['openid', 'profile', 'offline_access'],
    pkce: { required: () => true },
    ttl: {
      AccessToken: 3600,
      AuthorizationCode: 60,
      Grant: 3600,
      IdToken: 3600,
      Interaction: 600,
      RefreshToken: 3600,
      Session: 3600,
    },
    features: { devInteractions: { enabled: false } },
    interactions: { policy, url: (_ctx: KoaContextWithOIDC, { uid }) => `/interaction/${uid}` },
    findAccount: (_ctx, sub) => ({
      accountId: sub,
      claims: async () => ({ ...parts.accounts.get(sub), sub }),
    }),
  });
}

async function answerInteraction(
  parts: { provider: Provider; partner: PartnerProvider; grants: Set<string> },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { provider, partner, grants } = parts;
  const { prompt, params, session } = await provider.interactionDetails(request, response);
  if (partner.next === undefined) {
    await provider.interactionFinished(request, response, { error: 'access_denied' });
    return;
  }
  partner.accounts.set(partner.next.sub, partner.next);
  if (prompt.name !== 'consent') {
    const chosen = { login: { accountId: partner.next.sub }, select_account: {} };
    await provider.interactionFinished(request, response, chosen);
    return;
  }
  const grant = new provider.Grant({ accountId: session?.accountId ?? '', clientId });
  grant.addOIDCScope(String(params['scope']));
  const consent = { grantId: await grant.save() };
  grants.add(consent.grantId);
  await provider.interactionFinished(
    request,
    response,
    { consent },
    { mergeWithLastSubmission: true },
  );
}

const redirectsMax = 12;

async function followTo(start: string, target: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let url = new URL(start);
  for (let count = 0; count < redirectsMax; count += 1) {
    if (url.href.startsWith(target)) return url;
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (name !== undefined && value !== undefined) cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location === null) {
      throw new Error(`${url.pathname} answered ${response.status}: ${await response.text()}`);
    }
    url = new URL(location, url);
  }
  throw new Error('the partner redirects without end');
}
