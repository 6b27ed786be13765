import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client';
import type { ServerMetadata } from 'openid-client';
import { findOutboundFailure } from '#platform/outbound/outbound-failure.ts';
import { SignInFault } from './sign-in-fault.ts';
import { toIdTokenCode } from './to-id-token-code.ts';

/** Codes of openid-client's errors that are told apart here. */
const codes = {
  notConform: 'OAUTH_RESPONSE_IS_NOT_CONFORM',
  notJson: 'OAUTH_RESPONSE_IS_NOT_JSON',
  parse: 'OAUTH_PARSE_ERROR',
  attribute: 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED',
  timeout: 'OAUTH_TIMEOUT',
} as const;

const unreachableReasons = new Set(['dns', 'connect', 'tls', 'timeout', 'reset', 'aborted']);

/** What reading the metadata threw. Errors that are not the partner's are returned as they are. */
export function toDiscoveryFault(err: unknown): unknown {
  const failure = findOutboundFailure(err);
  if (failure !== undefined) {
    const code = unreachableReasons.has(failure.reason)
      ? 'discovery_unreachable'
      : 'discovery_invalid';
    return new SignInFault(code, failure.message, err);
  }
  if (!(err instanceof ClientError)) return err;
  const status = statusOf(err);
  if (err.code === codes.timeout || (status !== undefined && status >= 500))
    return new SignInFault('discovery_unreachable', describe(err), err);
  return new SignInFault('discovery_invalid', describe(err), err);
}

/** What exchanging the code, reading the partner's keys and checking the ID token threw. */
export function toTokenFault(err: unknown, { jwks_uri: keysUrl }: ServerMetadata): unknown {
  const common = toCommonFault(err);
  if (common !== undefined) return common;
  if (err instanceof AuthorizationResponseError) return toAuthorizationFault(err.error, err);
  if (err instanceof WWWAuthenticateChallengeError)
    return new SignInFault('client_refused', `status ${err.status}`, err);
  if (err instanceof ResponseBodyError) {
    const code = err.error === 'invalid_client' ? 'client_refused' : 'token_refused';
    return new SignInFault(code, toErrorCode(err.error), err);
  }
  if (!(err instanceof ClientError)) return err;
  if (isAnswerOf(err, keysUrl))
    return new SignInFault('id_token_key', `keys: ${describe(err)}`, err);
  const code = isAboutTokenEndpoint(err) ? 'token_refused' : toIdTokenCode(err);
  return new SignInFault(code, describe(err), err);
}

/** What asking the UserInfo Endpoint threw. */
export function toUserInfoFault(err: unknown): unknown {
  const common = toCommonFault(err);
  if (common !== undefined) return common;
  if (err instanceof WWWAuthenticateChallengeError)
    return new SignInFault('userinfo_refused', `status ${err.status}`, err);
  if (!(err instanceof ClientError)) return err;
  const code = err.code === codes.attribute ? 'userinfo_mismatch' : 'userinfo_refused';
  return new SignInFault(code, describe(err), err);
}

/** An error that the partner sent the browser back with (RFC 6749 §4.1.2.1). */
export function toAuthorizationFault(error: string, cause?: unknown): SignInFault {
  if (error === 'access_denied') return new SignInFault('access_denied', null, cause);
  return new SignInFault('partner_error', toErrorCode(error), cause);
}

function toCommonFault(err: unknown): SignInFault | undefined {
  const failure = findOutboundFailure(err);
  if (failure !== undefined) return new SignInFault('partner_unreachable', failure.message, err);
  if (!(err instanceof ClientError)) return undefined;
  const status = statusOf(err);
  if (err.code === codes.timeout || (status !== undefined && status >= 500))
    return new SignInFault('partner_unreachable', describe(err), err);
  return undefined;
}

function isAnswerOf(err: ClientError, url: string | undefined): boolean {
  return url !== undefined && err.cause instanceof Response && err.cause.url === new URL(url).href;
}

/** The rest is about the ID token and the keys that sign it. */
function isAboutTokenEndpoint(err: ClientError): boolean {
  if (err.code === codes.notConform || err.code === codes.notJson) return true;
  const reason = reasonOf(err);
  return reason.startsWith('"response" body "')
    ? !/"(id_token|keys)"/.test(reason)
    : reason.includes('"response" body as JSON');
}

/** The library's own sentence names the claim or header that is wrong, never its value. */
function describe(err: ClientError): string {
  const status = statusOf(err);
  return status === undefined ? reasonOf(err) : `status ${status}`;
}

function reasonOf(err: ClientError): string {
  return err.cause instanceof Error ? err.cause.message : err.message;
}

function statusOf(err: ClientError): number | undefined {
  return err.code === codes.notConform && err.cause instanceof Response
    ? err.cause.status
    : undefined;
}

/** Error codes come from outside, so only what RFC 6749 lets them be is passed on. */
export function toErrorCode(error: string): string {
  return /^[\w.-]{1,60}$/.test(error) ? error : 'an error without a readable code';
}
