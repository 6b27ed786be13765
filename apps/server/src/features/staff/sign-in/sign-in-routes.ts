import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import ipaddr from 'ipaddr.js';
import { Problem } from '@leads/contract/problem';
import type { Config } from '#server/config.ts';
import { companyProviderId, hasCompanySignIn } from './company-sign-in.ts';
import { toLibraryProblem } from './library-problem.ts';
import { addressHeader, libraryPath } from './sign-in-library.ts';
import type { SignInLibrary } from './sign-in-library.ts';
import type { AttemptThrottle } from '#platform/throttle/attempt-throttle.ts';

interface Parts {
  config: Config;
  library: SignInLibrary;
  /** Tries per account, whichever addresses they come from. */
  accountThrottle: AttemptThrottle;
  /** Sign-ins per address, whichever accounts they are for; an office may share one. */
  addressThrottle: AttemptThrottle;
}

interface LibraryRoute {
  method: 'GET' | 'POST';
  path: string;
}

/** Of the library's thirty routes these are reachable; all others are 404 here. */
export const libraryRoutes: readonly LibraryRoute[] = [
  { method: 'POST', path: '/sign-in/email' },
  { method: 'POST', path: '/sign-out' },
  { method: 'GET', path: '/get-session' },
  { method: 'GET', path: '/list-sessions' },
  { method: 'POST', path: '/revoke-session' },
  { method: 'POST', path: '/revoke-sessions' },
  { method: 'POST', path: '/change-password' },
];
export const companyRoutes: readonly LibraryRoute[] = [
  { method: 'POST', path: '/sign-in/social' },
  { method: 'GET', path: `/callback/${companyProviderId}` },
];

/** Forwards the allowed routes of the sign-in library and turns its refusals into problems. */
export function signInRoutes(app: FastifyInstance, parts: Parts): void {
  const routes = hasCompanySignIn(parts.config)
    ? [...libraryRoutes, ...companyRoutes]
    : libraryRoutes;
  for (const { method, path } of routes) {
    app.route({
      method,
      url: `${libraryPath}${path}`,
      exposeHeadRoute: false,
      config: { surface: 'session' },
      handler: async (request, reply) => {
        refuseForeignPage(request, parts.config);
        return forward(request, reply, { ...parts, path });
      },
    });
  }
}

/** A page of another site must not sign its visitor in either (there is no cookie yet for the guard to look at). */
function refuseForeignPage({ method, headers }: FastifyRequest, { PUBLIC_URL }: Config): void {
  if (
    method === 'GET' ||
    headers.origin === undefined ||
    headers.origin === new URL(PUBLIC_URL).origin
  )
    return;
  throw new Problem('origin_refused', { detail: `Sign in on ${PUBLIC_URL}.` });
}

async function forward(
  request: FastifyRequest,
  reply: FastifyReply,
  parts: Parts & { path: string },
) {
  const { path, library, accountThrottle, addressThrottle, config } = parts;
  const body = toLibraryBody(path, request.body);
  if (path.startsWith('/sign-in/')) await addressThrottle.take(toNetwork(request.ip));
  const account = accountOf(path, body, request);
  if (account !== undefined) await accountThrottle.take(account);
  const response = await library.handle(toLibraryRequest(request, { body, config }));
  const text = await response.text();
  if (response.status >= 400) throw problemOf(response, { path, text });
  if (account !== undefined) await accountThrottle.forget(account);
  for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie);
  const location = response.headers.get('location');
  if (response.status >= 300 && location !== null) return reply.redirect(location, 303);
  reply.header('cache-control', 'no-store');
  return reply.type('application/json').send(withoutToken(path, text));
}

/** One household or office: an IPv4 address, or the 64 bits of an IPv6 address that its owner has whole. */
function toNetwork(address: string): string {
  const parsed = ipaddr.process(address);
  return parsed.kind() === 'ipv4' ? address : parsed.toByteArray().slice(0, 8).join('.');
}

/** Whose password is tried: nobody may try another one a thousand times, from one address or from many. */
function accountOf(
  path: string,
  body: Record<string, unknown>,
  request: FastifyRequest,
): string | undefined {
  if (path === '/sign-in/email')
    return String(body.email ?? '')
      .trim()
      .toLowerCase();
  if (path === '/change-password' && request.identity?.kind === 'user')
    return request.identity.email.toLowerCase();
  return undefined;
}

/** Only what each route is for: no sign-in by a bare ID token, no addresses to return to but our own. */
function toLibraryBody(path: string, body: unknown): Record<string, unknown> {
  const given =
    body !== null && typeof body === 'object' ? { ...(body as Record<string, unknown>) } : {};
  if (path !== '/sign-in/social') return given;
  const { callbackURL, errorCallbackURL } = given;
  return {
    provider: companyProviderId,
    callbackURL: typeof callbackURL === 'string' ? callbackURL : '/',
    errorCallbackURL: typeof errorCallbackURL === 'string' ? errorCallbackURL : '/sign-in',
    disableRedirect: true,
  };
}

function toLibraryRequest(
  request: FastifyRequest,
  { body, config }: { body: Record<string, unknown>; config: Config },
): Request {
  const headers = new Headers({ [addressHeader]: request.ip });
  for (const name of [
    'cookie',
    'origin',
    'user-agent',
    'sec-fetch-site',
    'sec-fetch-mode',
    'sec-fetch-dest',
  ]) {
    const value = request.headers[name];
    if (typeof value === 'string') headers.set(name, value);
  }
  const url = new URL(request.url, config.PUBLIC_URL);
  if (request.method === 'GET') return new Request(url, { headers });
  headers.set('content-type', 'application/json');
  return new Request(url, { method: request.method, headers, body: JSON.stringify(body) });
}

function problemOf(response: Response, { path, text }: { path: string; text: string }): Problem {
  const { code } = (parseJson(text) ?? {}) as { code?: unknown };
  return toLibraryProblem({
    path,
    status: response.status,
    code: typeof code === 'string' ? code : undefined,
  });
}

/** The session token belongs into the cookie alone; only the list needs tokens, to name the one to revoke. */
function withoutToken(path: string, text: string): string {
  if (path === '/list-sessions') return text;
  return JSON.stringify(parseJson(text) ?? null, (name, value: unknown) =>
    name === 'token' ? undefined : value,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
