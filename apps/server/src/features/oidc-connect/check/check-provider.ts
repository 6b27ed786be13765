import type { ConnectionCheck } from '@leads/contract/connection-test';
import type { Context } from '#platform/act/context.ts';
import { describeUrlFault } from '#platform/outbound/url-fault.ts';
import { issuersOf } from '../issuers-of.ts';
import { checkClient } from './check-client.ts';
import { checkKeys } from './check-keys.ts';
import {
  judgeAlgorithms,
  judgeCodeFlow,
  judgeEndpoints,
  judgeIssuer,
  judgePkce,
  judgeScopes,
} from './judge-metadata.ts';
import { reachAddress, refuseAddress } from './reach-address.ts';
import { readMetadata } from './read-metadata.ts';
import type { Metadata } from './read-metadata.ts';
import { skipped, toCheck } from './run-check.ts';
import type { Verdict } from './run-check.ts';

/** Reaching and reading take at most this, then keys and client together once more. */
const stepSeconds = 6;
const documentBytesMax = 512 * 1024;

export interface ProviderToCheck {
  configurationEndpoint: string | null;
  clientId: string | null;
  clientSecret: string | null;
  scopes: readonly string[];
  redirectUri: string;
}

const documentChecks = {
  discovery: { id: 'discovery', label: 'Discovery document' },
  issuer: { id: 'issuer', label: 'Issuer' },
  endpoints: { id: 'endpoints', label: 'Endpoints' },
  codeFlow: { id: 'code_flow', label: 'Code flow' },
  pkce: { id: 'pkce', label: 'PKCE' },
  scopes: { id: 'scopes', label: 'Scopes' },
  algorithms: { id: 'algorithms', label: 'ID token signatures' },
  keys: { id: 'keys', label: 'Signing keys (JWKS)' },
  client: { id: 'client', label: 'Client ID and Secret' },
};

/**
 * Tests a partner's Open ID Connect without a browser: address, discovery document, keys and the client itself, each
 * with its own verdict. Signs nobody in and keeps nothing. Takes at most 12 seconds.
 */
export async function checkProvider(
  ctx: Pick<Context, 'outbound' | 'config'>,
  tested: ProviderToCheck,
): Promise<ConnectionCheck[]> {
  const { configurationEndpoint: url } = tested;
  const fault = describeEndpointFault(ctx, url);
  if (url === null || fault !== undefined)
    return [
      ...refuseAddress(fault ?? ''),
      ...skipAll('Not tried: the address has to be mended first.'),
    ];
  const { checks, answer } = await reachAddress(ctx, {
    url,
    method: 'GET',
    headers: { accept: 'application/json' },
    timeoutMs: stepSeconds * 1000,
    replyBytesMax: documentBytesMax,
  });
  if (answer === undefined)
    return [...checks, ...skipAll('Not tried: the server was not reached.')];
  const { metadata, verdict } = readMetadata(answer);
  const discovery = toCheck(documentChecks.discovery, verdict, answer.durationMs);
  if (metadata === undefined) {
    const rest = skipAll('Not tried: there is no discovery document to look at.').slice(1);
    return [...checks, discovery, ...rest];
  }
  return [...checks, discovery, ...(await judgeDocument(ctx, metadata, { ...tested, url }))];
}

function describeEndpointFault(
  ctx: Pick<Context, 'config'>,
  url: string | null,
): string | undefined {
  if (url === null) return 'Enter the Configuration Endpoint.';
  const fault = describeUrlFault(url, { allowLoopback: ctx.config.OUTBOUND_ALLOW_LOOPBACK });
  if (fault !== undefined) return fault;
  return issuersOf(url).length > 0
    ? undefined
    : 'Enter the address of the discovery document; it ends in /.well-known/openid-configuration.';
}

const skipAll = (reason: string): ConnectionCheck[] =>
  Object.values(documentChecks).map((check) => toCheck(check, skipped(reason)));

async function judgeDocument(
  ctx: Pick<Context, 'outbound' | 'config'>,
  metadata: Metadata,
  tested: ProviderToCheck & { url: string },
): Promise<ConnectionCheck[]> {
  const rules = { allowLoopback: ctx.config.OUTBOUND_ALLOW_LOOPBACK };
  const issuer = judgeIssuer(metadata, tested.url);
  const [keys, client] = await Promise.all([
    timed(() => tryKeys(ctx, metadata)),
    // The Client Secret goes to nobody but the issuer that the address stands for.
    timed(async () =>
      issuer.result === 'passed'
        ? tryClient(ctx, metadata, tested)
        : skipped('Not tried: the issuer has to match first.'),
    ),
  ]);
  return [
    toCheck(documentChecks.issuer, issuer),
    toCheck(documentChecks.endpoints, judgeEndpoints(metadata, rules)),
    toCheck(documentChecks.codeFlow, judgeCodeFlow(metadata)),
    toCheck(documentChecks.pkce, judgePkce(metadata)),
    toCheck(documentChecks.scopes, judgeScopes(metadata, tested.scopes)),
    toCheck(documentChecks.algorithms, judgeAlgorithms(metadata)),
    toCheck(documentChecks.keys, keys.verdict, keys.durationMs),
    toCheck(documentChecks.client, client.verdict, client.durationMs),
  ];
}

async function timed(act: () => Promise<Verdict>) {
  const startedMs = performance.now();
  const verdict = await act();
  return { verdict, durationMs: performance.now() - startedMs };
}

async function tryKeys(ctx: Pick<Context, 'outbound'>, metadata: Metadata): Promise<Verdict> {
  const { jwks_uri: url } = metadata;
  if (url === undefined) return skipped('Not tried: the document names no key address.');
  return checkKeys(ctx, { url, timeoutMs: stepSeconds * 1000, bytesMax: documentBytesMax });
}

async function tryClient(
  ctx: Pick<Context, 'outbound' | 'config'>,
  metadata: Metadata,
  { clientId, clientSecret, redirectUri }: ProviderToCheck,
): Promise<Verdict> {
  const { issuer, token_endpoint: tokenEndpoint } = metadata;
  if (issuer === undefined || tokenEndpoint === undefined)
    return skipped('Not tried: the document names no issuer or no token endpoint.');
  if (clientId === null || clientSecret === null)
    return skipped('Not tried: enter the Client ID and the Client Secret.');
  return checkClient(ctx, {
    issuer,
    tokenEndpoint,
    authMethods: metadata.token_endpoint_auth_methods_supported,
    clientId,
    clientSecret,
    redirectUri,
    timeoutSeconds: stepSeconds,
  });
}
