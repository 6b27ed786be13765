import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { JWTPayload } from 'jose';
import { clientId, clientSecret } from './client.ts';
import { makeMisbehavingKeys } from './misbehaving-keys.ts';
import type { MisbehavingKeys, Published, Signature } from './misbehaving-keys.ts';

/** One way of misbehaving each; `none` behaves. */
export interface Misbehaviour {
  /** Changes the metadata, or answers with something else. */
  metadata?: (metadata: Record<string, unknown>) => Record<string, unknown> | string;
  metadataStatus?: number;
  /** Changes the claims of the ID token. */
  claims?: (claims: JWTPayload) => JWTPayload;
  /** How the ID token is signed. */
  signature?: Signature;
  /** Answers the token request with this instead. */
  token?: { status: number; body: unknown; challenge?: string };
  userInfo?: Record<string, unknown>;
  userInfoStatus?: number;
  /** Which keys the provider publishes. */
  published?: Published;
  /** Changes the signing key when the tokens are asked for. */
  rotatesKeys?: boolean;
  jwksStatus?: number;
  /** Answers the request for keys with this instead. */
  jwks?: unknown;
  /** Takes requests to these paths and never answers. */
  hangsAt?: readonly string[];
  /** `iss` of the authorization response; null leaves it out. */
  iss?: string | null;
}

export interface ProviderRequest {
  path: string;
  authorization: string | undefined;
  body: URLSearchParams;
}

export const pathsOf = ({ requests }: MisbehavingProvider) => requests.map(({ path }) => path);

export interface MisbehavingProvider {
  issuer: string;
  configurationEndpoint: string;
  behaviour: Misbehaviour;
  sub: string;
  /** What was asked for, oldest first. */
  requests: ProviderRequest[];
  /** The last authorization request. */
  asked: URLSearchParams;
  keys: MisbehavingKeys;
  /** The refresh token that is good now; each works once. */
  refreshToken: string;
  /** What the browser is sent back with for this authorization request. */
  answer(authorizationUrl: string): URL;
  close(): Promise<void>;
}

/** A provider that breaks one rule at a time: a real one refuses to. */
export async function startMisbehavingProvider(): Promise<MisbehavingProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider: MisbehavingProvider = {
    issuer,
    configurationEndpoint: `${issuer}/.well-known/openid-configuration`,
    behaviour: {},
    sub: 'sub',
    requests: [],
    asked: new URLSearchParams(),
    keys: await makeMisbehavingKeys(clientSecret),
    refreshToken: 'refresh-0',
    answer(authorizationUrl) {
      provider.asked = new URL(authorizationUrl).searchParams;
      const { asked } = provider;
      const back = new URL(asked.get('redirect_uri') ?? '');
      back.searchParams.set('code', 'code');
      back.searchParams.set('state', asked.get('state') ?? '');
      const { iss = issuer } = provider.behaviour;
      if (iss !== null) back.searchParams.set('iss', iss);
      return back;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    answerRequest(provider, request, response).catch((err: unknown) => {
      response.statusCode = 500;
      response.end(String(err));
    });
  });
  return provider;
}

async function answerRequest(
  provider: MisbehavingProvider,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { behaviour, sub } = provider;
  const request: ProviderRequest = {
    path: incoming.url ?? '/',
    authorization: incoming.headers.authorization,
    body: new URLSearchParams(await text(incoming)),
  };
  provider.requests.push(request);
  if (behaviour.hangsAt?.includes(request.path)) return;
  switch (request.path) {
    case '/.well-known/openid-configuration': {
      const made = toMetadata(provider);
      const changed = behaviour.metadata?.(made) ?? made;
      return reply(response, behaviour.metadataStatus ?? 200, changed);
    }
    case '/token': {
      const { token = await toTokenReply(provider, request.body) } = behaviour;
      if (token.challenge !== undefined) response.setHeader('www-authenticate', token.challenge);
      return reply(response, token.status, token.body);
    }
    case '/jwks':
      return reply(
        response,
        behaviour.jwksStatus ?? 200,
        behaviour.jwks ?? provider.keys.publish(behaviour.published),
      );
    case '/moved-keys':
      return reply(response, 200, provider.keys.publish());
    case '/userinfo':
      return reply(
        response,
        behaviour.userInfoStatus ?? 200,
        behaviour.userInfo ?? { sub, name: 'Acme' },
      );
    default:
      return reply(response, 404, {});
  }
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  const isText = typeof body === 'string';
  response.writeHead(status, { 'content-type': isText ? 'text/html' : 'application/json' });
  response.end(isText ? body : JSON.stringify(body));
}

function toMetadata({ issuer }: MisbehavingProvider): Record<string, unknown> {
  return {
    issuer,
    authorization_endpoint: `${issuer}/auth`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    userinfo_endpoint: `${issuer}/userinfo`,
    response_types_supported: ['code'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['client_secret_post'],
    authorization_response_iss_parameter_supported: true,
  };
}

interface TokenReply {
  status: number;
  body: unknown;
  challenge?: string;
}

const invalidGrant: TokenReply = { status: 400, body: { error: 'invalid_grant' } };

/** Checks what a good provider checks: the code's PKCE challenge, and that a refresh token is the present one. */
async function toTokenReply(
  provider: MisbehavingProvider,
  body: URLSearchParams,
): Promise<TokenReply> {
  const isRefresh = body.get('grant_type') === 'refresh_token';
  const isGood = isRefresh
    ? body.get('refresh_token') === provider.refreshToken
    : challengeOf(body.get('code_verifier') ?? '') === provider.asked.get('code_challenge');
  if (!isGood) return invalidGrant;
  return { status: 200, body: await toTokens(provider, isRefresh) };
}

const challengeOf = (verifier: string) => createHash('sha256').update(verifier).digest('base64url');

async function toTokens(provider: MisbehavingProvider, isRefresh: boolean) {
  const { behaviour, issuer, sub, keys, asked } = provider;
  if (behaviour.rotatesKeys === true) keys.rotate();
  const now = Math.floor(Date.now() / 1000);
  const nonce = isRefresh ? {} : { nonce: asked.get('nonce') ?? '' };
  const good = { iss: issuer, sub, aud: clientId, ...nonce, iat: now, exp: now + 300 };
  provider.refreshToken = `refresh-${crypto.randomUUID()}`;
  return {
    access_token: 'access',
    token_type: 'Bearer',
    expires_in: 300,
    id_token: await keys.sign(behaviour.claims?.(good) ?? good, behaviour.signature),
    refresh_token: provider.refreshToken,
  };
}
