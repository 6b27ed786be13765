import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignJWT, UnsecuredJWT, exportJWK, generateKeyPair } from 'jose';
import type { JWK, JWTPayload } from 'jose';
import { clientId } from './client.ts';

/** One way of misbehaving each; `none` behaves. */
export interface Misbehaviour {
  /** Changes the metadata, or answers with something else. */
  metadata?: (metadata: Record<string, unknown>) => Record<string, unknown> | string;
  metadataStatus?: number;
  /** Changes the claims of the ID token. */
  claims?: (claims: JWTPayload) => JWTPayload;
  /** How the ID token is signed. */
  signature?: 'none' | 'other_key' | 'no_kid';
  /** Answers the token request with this instead. */
  token?: { status: number; body: unknown; challenge?: string };
  userInfo?: Record<string, unknown>;
  userInfoStatus?: number;
  jwksStatus?: number;
  /** Answers the request for keys with this instead. */
  jwks?: unknown;
  /** Takes requests to these paths and never answers. */
  hangsAt?: readonly string[];
  /** `iss` of the authorization response; null leaves it out. */
  iss?: string | null;
}

export interface MisbehavingProvider {
  issuer: string;
  configurationEndpoint: string;
  behaviour: Misbehaviour;
  sub: string;
  /** Paths that were asked for, oldest first. */
  requests: string[];
  /** What the browser is sent back with for this authorization request. */
  answer(authorizationUrl: string): URL;
  close(): Promise<void>;
}

interface Keys {
  signing: CryptoKey;
  other: CryptoKey;
  jwks: JWK[];
}

/** A provider that breaks one rule at a time: a real one refuses to. */
export async function startMisbehavingProvider(): Promise<MisbehavingProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const keys = await makeKeys();
  let nonce = '';
  const provider: MisbehavingProvider = {
    issuer,
    configurationEndpoint: `${issuer}/.well-known/openid-configuration`,
    behaviour: {},
    sub: 'sub',
    requests: [],
    answer(authorizationUrl) {
      const asked = new URL(authorizationUrl).searchParams;
      nonce = asked.get('nonce') ?? '';
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
    provider.requests.push(request.url ?? '/');
    answerRequest({ provider, keys, nonce }, request.url ?? '/', response).catch((err: unknown) => {
      response.statusCode = 500;
      response.end(String(err));
    });
  });
  return provider;
}

async function makeKeys(): Promise<Keys> {
  const [signing, other, spare] = await Promise.all(
    [0, 1, 2].map(() => generateKeyPair('RS256', { extractable: true })),
  );
  if (signing === undefined || other === undefined || spare === undefined)
    throw new Error('no keys');
  const toJwk = async (key: CryptoKey, kid: string) => ({
    ...(await exportJWK(key)),
    kid,
    alg: 'RS256',
  });
  const jwks = [await toJwk(signing.publicKey, 'a'), await toJwk(spare.publicKey, 'b')];
  return { signing: signing.privateKey, other: other.privateKey, jwks };
}

interface Parts {
  provider: MisbehavingProvider;
  keys: Keys;
  nonce: string;
}

async function answerRequest(parts: Parts, url: string, response: ServerResponse): Promise<void> {
  const { provider, keys } = parts;
  const { behaviour, sub } = provider;
  if (behaviour.hangsAt?.includes(url)) return;
  switch (url) {
    case '/.well-known/openid-configuration': {
      const made = toMetadata(provider);
      const changed = behaviour.metadata?.(made) ?? made;
      return reply(response, behaviour.metadataStatus ?? 200, changed);
    }
    case '/token': {
      const { token } = behaviour;
      if (token?.challenge !== undefined) response.setHeader('www-authenticate', token.challenge);
      return reply(response, token?.status ?? 200, token?.body ?? (await toTokens(parts)));
    }
    case '/jwks':
      return reply(response, behaviour.jwksStatus ?? 200, behaviour.jwks ?? { keys: keys.jwks });
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

async function toTokens({ provider, keys, nonce }: Parts): Promise<Record<string, unknown>> {
  const { behaviour, issuer, sub } = provider;
  const now = Math.floor(Date.now() / 1000);
  const good = { iss: issuer, sub, aud: clientId, nonce, iat: now, exp: now + 300 };
  const claims = behaviour.claims?.(good) ?? good;
  const idToken =
    behaviour.signature === 'none'
      ? new UnsecuredJWT(claims).encode()
      : await new SignJWT(claims)
          .setProtectedHeader({
            alg: 'RS256',
            ...(behaviour.signature === 'no_kid' ? {} : { kid: 'a' }),
          })
          .sign(behaviour.signature === 'other_key' ? keys.other : keys.signing);
  return { access_token: 'access', token_type: 'Bearer', expires_in: 300, id_token: idToken };
}
