import type { IncomingHttpHeaders } from 'node:http';
import { Problem } from '@leads/contract/problem';

/** What a partner's request proves itself by, before anybody checked it. */
export type PresentedCredential =
  | { kind: 'oauth2_client_credentials'; token: string }
  | { kind: 'api_key'; key: string }
  | { kind: 'http_basic'; clientId: string; secret: string };

const secretLengthMax = 4_096;

/**
 * Reads Authorization (Bearer, Basic) or else `x-api-key`.
 * @throws Problem `unauthenticated` when there is none, `invalid_credentials` when it cannot be read
 */
export function readPresentedCredential(headers: IncomingHttpHeaders): PresentedCredential {
  const { authorization } = headers;
  if (authorization !== undefined) return readAuthorization(authorization);
  const key = headers['x-api-key'];
  if (typeof key === 'string' && key !== '') return { kind: 'api_key', key };
  throw new Problem('unauthenticated', {
    detail:
      'Send an access token from /connect/token as Authorization: Bearer, or the API key as x-api-key, or HTTP Basic, as agreed for your integration.',
  });
}

function readAuthorization(authorization: string): PresentedCredential {
  const [, scheme = '', value = ''] = /^([A-Za-z]+) +(\S+)$/.exec(authorization.trim()) ?? [];
  if (value.length > secretLengthMax) throw unreadable();
  if (/^bearer$/i.test(scheme)) return { kind: 'oauth2_client_credentials', token: value };
  if (/^basic$/i.test(scheme)) return readBasic(value);
  throw unreadable();
}

/** RFC 7617: the user id ends at the first colon. */
function readBasic(encoded: string): PresentedCredential {
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  // No client id of ours has one, and no database could be asked for it.
  if (colon < 1 || /[\p{Cc}\uFFFD]/u.test(text)) throw unreadable();
  return { kind: 'http_basic', clientId: text.slice(0, colon), secret: text.slice(colon + 1) };
}

function unreadable(): Problem {
  return new Problem('invalid_credentials', {
    detail:
      'The Authorization header cannot be read. Send "Bearer <access token>" or "Basic <base64 of id:secret>".',
  });
}
