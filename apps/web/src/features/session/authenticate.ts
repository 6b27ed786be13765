import { reach } from '#web/api/call.ts';
import { localProblem, problemOfReply, type CallProblem } from '#web/api/call-problem.ts';

/** Signs in with e-mail and password; the reply sets the session cookie. Throws a CallProblem in words. */
export async function signInByPassword(credentials: {
  email: string;
  password: string;
}): Promise<void> {
  const response = await post('/api/auth/sign-in/email', credentials);
  if (!response.ok) throw await signInProblem(response);
}

/** Starts company single sign-on; gives the address of the company's sign-in page. */
export async function startSso(returnPath: string): Promise<string> {
  const response = await post('/api/auth/sign-in/social', {
    provider: 'sso',
    callbackURL: returnPath,
    errorCallbackURL: '/sign-in',
    disableRedirect: true,
  });
  if (!response.ok) throw await signInProblem(response);
  const { url } = (await response.json()) as { url?: unknown };
  if (typeof url === 'string') return url;
  throw localProblem('unavailable', {
    detail: 'Company sign-in did not answer. Try again, or use your password.',
  });
}

/** Changes one's own password and ends one's other sessions. Throws a CallProblem with the faults of the fields. */
export async function changePassword(passwords: {
  currentPassword: string;
  newPassword: string;
}): Promise<void> {
  const response = await post('/api/auth/change-password', {
    ...passwords,
    revokeOtherSessions: true,
  });
  if (!response.ok) throw await signInProblem(response);
}

/** Ends the session. */
export async function signOut(): Promise<void> {
  const response = await post('/api/auth/sign-out', {});
  if (!response.ok && response.status !== 401)
    throw problemOfReply(response, await readBody(response));
}

function post(url: string, body: unknown): Promise<Response> {
  return reach(url, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
}

async function signInProblem(response: Response): Promise<CallProblem> {
  const retryAfter = response.headers.get('x-retry-after') ?? response.headers.get('retry-after');
  if (response.status === 429) {
    return localProblem('rate_limited', {
      title: 'Too many tries',
      detail: `${waitWords(retryAfter)} Then try again.`,
    });
  }
  return problemOfReply(response, await readBody(response));
}

function waitWords(seconds: string | null): string {
  const count = Number(seconds ?? Number.NaN);
  if (!Number.isFinite(count) || count < 1) return 'Wait a minute.';
  if (count < 90) return `Wait ${Math.ceil(count)} seconds.`;
  return `Wait ${Math.ceil(count / 60)} minutes.`;
}

async function readBody(response: Response): Promise<unknown> {
  return response.json().catch(() => undefined);
}
