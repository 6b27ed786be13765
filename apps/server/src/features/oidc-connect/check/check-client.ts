import * as client from 'openid-client';
import type { Context } from '#platform/act/context.ts';
import { findOutboundFailure } from '#platform/outbound/outbound-failure.ts';
import { authenticateBy } from '../discover-provider.ts';
import { toErrorCode } from '../to-sign-in-fault.ts';
import { failed, passed, warning } from './run-check.ts';
import type { Verdict } from './run-check.ts';

export interface ClientToCheck {
  issuer: string;
  tokenEndpoint: string;
  authMethods: readonly string[] | undefined;
  clientId: string;
  clientSecret: string;
  redirectUri: string;
  timeoutSeconds: number;
}

const wrongClient =
  'The partner does not know this Client ID, or the Client Secret is wrong. Copy both from the partner again.';

/**
 * Sends a code that cannot be right. A provider that knows the client answers `invalid_grant` to it, one that does not
 * `invalid_client` (RFC 6749 §5.2); other answers prove neither and are told as they are.
 */
export async function checkClient(
  ctx: Pick<Context, 'outbound' | 'config'>,
  tested: ClientToCheck,
): Promise<Verdict> {
  const { authMethods } = tested;
  if (
    authMethods !== undefined &&
    !authMethods.includes('client_secret_basic') &&
    !authMethods.includes('client_secret_post')
  ) {
    return failed(
      'The token endpoint takes neither client_secret_basic nor client_secret_post. Ask the partner to allow one of them.',
    );
  }
  try {
    await client.genericGrantRequest(toConfiguration(ctx, tested), 'authorization_code', {
      code: `test-${client.randomState()}`,
      redirect_uri: tested.redirectUri,
      code_verifier: client.randomPKCECodeVerifier(),
    });
    return failed('The partner gave tokens for a code that it never issued. Tell the partner.');
  } catch (err) {
    return judgeRefusal(err);
  }
}

function toConfiguration(
  ctx: Pick<Context, 'outbound' | 'config'>,
  { issuer, tokenEndpoint, authMethods, clientId, clientSecret, timeoutSeconds }: ClientToCheck,
): client.Configuration {
  const provider = new client.Configuration(
    {
      issuer,
      token_endpoint: tokenEndpoint,
      ...(authMethods === undefined
        ? {}
        : { token_endpoint_auth_methods_supported: [...authMethods] }),
    },
    clientId,
    undefined,
    authenticateBy(clientSecret),
  );
  provider[client.customFetch] = (url, options) => ctx.outbound.fetch(url, options as RequestInit);
  provider.timeout = timeoutSeconds;
  if (ctx.config.OUTBOUND_ALLOW_LOOPBACK) client.allowInsecureRequests(provider);
  return provider;
}

function judgeRefusal(err: unknown): Verdict {
  const failure = findOutboundFailure(err);
  if (failure !== undefined) return failed(failure.message);
  if (err instanceof client.WWWAuthenticateChallengeError)
    return err.status === 401
      ? failed(wrongClient)
      : warning(unproven(`status ${err.status} with a challenge`));
  if (err instanceof client.ResponseBodyError) return judgeErrorCode(err.error, err.status);
  if (!(err instanceof client.ClientError)) throw err;
  const status = err.cause instanceof Response ? err.cause.status : undefined;
  if (status === 401) return failed(wrongClient);
  if (err.code === 'OAUTH_TIMEOUT')
    return failed('The token endpoint did not answer in time. Try again, then tell the partner.');
  return warning(unproven(status === undefined ? 'something unreadable' : `status ${status}`));
}

function judgeErrorCode(error: string, status: number): Verdict {
  switch (error) {
    case 'invalid_grant':
      return passed('The partner knows the Client ID and takes the Client Secret.');
    case 'invalid_client':
      return failed(wrongClient);
    case 'unauthorized_client':
      return failed(
        'The partner knows the client but does not let it use the code flow. Ask the partner to allow it.',
      );
    case 'unsupported_grant_type':
      return failed('The token endpoint does not take authorization codes. Tell the partner.');
    default:
      return status === 401 ? failed(wrongClient) : warning(unproven(toErrorCode(error)));
  }
}

const unproven = (answer: string) =>
  `The token endpoint answered ${answer} to a test code, which proves neither the Client ID nor the Secret right or wrong. Check that the Callback URL is registered, then use Try sign-in.`;
