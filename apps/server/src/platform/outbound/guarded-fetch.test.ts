import {
  createRemoteJWKSet,
  customFetch as joseFetch,
  exportJWK,
  generateKeyPair,
  jwtVerify,
  SignJWT,
} from 'jose';
import * as oidc from 'openid-client';
import { describe, expect, test } from 'vitest';
import { findOutboundFailure } from './outbound-failure.ts';
import { createTestOutbound, startHttpServer, startRawServer } from './test-servers.ts';

describe('is fetch', () => {
  test('for a form, given as string, URL or Request', async () => {
    const { url } = await startHttpServer(async (request, response) => {
      const body = await new Response(request as unknown as ReadableStream).text();
      response.setHeader('set-cookie', ['a=1', 'b=2']);
      response.end(
        JSON.stringify({ method: request.method, type: request.headers['content-type'], body }),
      );
    });
    const { fetch } = createTestOutbound();
    const init = { method: 'POST', body: new URLSearchParams({ grant_type: 'refresh_token' }) };
    for (const input of [url, new URL(url), new Request(url)]) {
      const response = await fetch(input, init);
      expect(response).toBeInstanceOf(Response);
      expect(response.ok).toBe(true);
      expect(response.url).toMatch(url);
      expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
      expect(await response.json()).toEqual({
        method: 'POST',
        type: 'application/x-www-form-urlencoded;charset=UTF-8',
        body: 'grant_type=refresh_token',
      });
    }
  });

  test.each([204, 304])('for a status without body: %i', async (status) => {
    const { url } = await startHttpServer((_request, response) => response.writeHead(status).end());
    const response = await createTestOutbound().fetch(url);
    expect(response.status).toBe(status);
    expect(await response.text()).toBe('');
  });

  test("that rejects with the reason of the caller's signal", async () => {
    const { url } = await startRawServer();
    const { fetch } = createTestOutbound();
    await expect(fetch(url, { signal: AbortSignal.timeout(50) })).rejects.toMatchObject({
      name: 'TimeoutError',
    });
    await expect(fetch(url, { signal: AbortSignal.abort('mine') })).rejects.toBe('mine');
  });

  test('with limits of its own, body included', async () => {
    const huge = await startHttpServer((_request, response) => response.end('x'.repeat(5_000)));
    const slow = await startHttpServer((_request, response) => response.writeHead(200).write('{'));
    const { fetch } = createTestOutbound({ fetchTimeoutMs: 200, fetchReplyBytesMax: 4_000 });
    await expect(fetch(huge.url)).rejects.toMatchObject({ reason: 'too_large' });
    await expect(fetch(slow.url)).rejects.toMatchObject({ reason: 'timeout', status: 200 });
  });

  test.each([
    'https://user:pass@partner.example/',
    'http://partner.example/',
    'https://10.0.0.1/',
    'nonsense',
  ])('that refuses %s', async (url) => {
    await expect(createTestOutbound().fetch(url)).rejects.toMatchObject({
      reason: 'address_refused',
    });
  });
});

describe('serves openid-client', () => {
  test('for discovery and a token', async () => {
    const { url } = await startHttpServer((request, response) => {
      response.setHeader('content-type', 'application/json');
      if (request.url === '/token')
        response.end(JSON.stringify({ access_token: 'at', token_type: 'bearer', expires_in: 60 }));
      else
        response.end(
          JSON.stringify({ issuer: url, token_endpoint: `${url}/token`, jwks_uri: `${url}/jwks` }),
        );
    });
    const { fetch } = createTestOutbound();
    const options = { [oidc.customFetch]: fetch, execute: [oidc.allowInsecureRequests] };
    const config = await oidc.discovery(new URL(url), 'client', 'secret', undefined, options);
    const tokens = await oidc.clientCredentialsGrant(config);
    expect(tokens.access_token).toBe('at');
  });

  test('and its errors lead back to what failed', async () => {
    const { url } = await startHttpServer((_request, response) =>
      response.writeHead(302, { location: '/login' }).end(),
    );
    const { fetch } = createTestOutbound();
    const options = { [oidc.customFetch]: fetch, execute: [oidc.allowInsecureRequests] };
    const err: unknown = await oidc
      .discovery(new URL(url), 'c', 's', undefined, options)
      .catch((caught: unknown) => caught);
    expect(findOutboundFailure(err)).toMatchObject({ reason: 'redirect', status: 302 });
    expect(findOutboundFailure(new Error('else'))).toBeUndefined();
    expect(findOutboundFailure('else')).toBeUndefined();
  });
});

test('serves jose for remote keys', async () => {
  const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256' };
  const { url } = await startHttpServer((_request, response) =>
    response.end(JSON.stringify({ keys: [jwk] })),
  );
  const keys = createRemoteJWKSet(new URL(url), { [joseFetch]: createTestOutbound().fetch });
  const token = await new SignJWT({ sub: 's' })
    .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
    .sign(privateKey);
  expect((await jwtVerify(token, keys)).payload.sub).toBe('s');
});
