import { Agent, fetch } from 'undici';
import { z } from 'zod';
import type { Settings } from './settings.ts';

/** The platform's refusal is data: callers show it, none of them can mend it. */
export type PlatformResult =
  | {
      readonly outcome: 'answered';
      readonly status: number;
      readonly body: unknown;
      readonly durationMs: number;
    }
  | { readonly outcome: 'failed'; readonly reason: string };

export interface PlatformClient {
  /** Posts JSON with a real bearer token; a refused token is fetched anew, once. */
  post(path: string, body: unknown): Promise<PlatformResult>;
  /** Fetches a fresh token, whatever is cached, to prove the credential. */
  checkCredential(): Promise<
    { ok: true; expiresInSeconds: number } | { ok: false; reason: string }
  >;
  close(): Promise<void>;
}

const TokenReply = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });
const TokenError = z.object({ error: z.string(), error_description: z.string().optional() });

const REQUEST_TIMEOUT_MS = 20_000;
/** A token is not used in its last seconds, so that it cannot expire on the way. */
const TOKEN_MARGIN_SECONDS = 30;

class PlatformFailure extends Error {
  override readonly name = 'PlatformFailure';
}

interface Token {
  readonly credential: string;
  readonly value: string;
  readonly expiresInSeconds: number;
  readonly staleAt: number;
}

export function createPlatformClient(options: { settings: () => Settings }): PlatformClient {
  const dispatcher = new Agent({ connect: { timeout: 5000 }, connections: 64 });
  let cached: Token | undefined;
  let pending: { credential: string; token: Promise<Token> } | undefined;

  async function send(url: string, headers: Record<string, string>, body: string) {
    try {
      const signal = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
      const reply = await fetch(url, {
        method: 'POST',
        headers,
        body,
        dispatcher,
        redirect: 'manual',
        signal,
      });
      return { status: reply.status, body: parseBody(await reply.text()) };
    } catch (cause) {
      throw new PlatformFailure(`The platform at ${url} cannot be reached: ${describe(cause)}`, {
        cause,
      });
    }
  }

  async function requestToken(): Promise<Token> {
    const { platformUrl, tokenClientId, tokenClientSecret } = options.settings();
    if (tokenClientId === '' || tokenClientSecret === '') {
      throw new PlatformFailure(
        'No credential yet. Paste the client id and secret from the Admin Portal under Settings.',
      );
    }
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: tokenClientId,
      client_secret: tokenClientSecret,
    });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const reply = await send(`${platformUrl}/connect/token`, headers, form.toString());
    const parsed = TokenReply.safeParse(reply.body);
    if (reply.status !== 200 || !parsed.success)
      throw new PlatformFailure(describeTokenRefusal(reply));
    const { access_token: value, expires_in: expiresInSeconds } = parsed.data;
    const staleAt = Date.now() + (expiresInSeconds - TOKEN_MARGIN_SECONDS) * 1000;
    cached = { credential: toCredentialKey(options.settings()), value, expiresInSeconds, staleAt };
    return cached;
  }

  async function getToken(): Promise<Token> {
    const credential = toCredentialKey(options.settings());
    if (cached?.credential === credential && cached.staleAt > Date.now()) return cached;
    if (pending?.credential !== credential) {
      const token = requestToken().finally(() => {
        if (pending?.token === token) pending = undefined;
      });
      pending = { credential, token };
    }
    return pending.token;
  }

  async function postOnce(
    path: string,
    text: string,
  ): Promise<PlatformResult & { outcome: 'answered' }> {
    const token = await getToken();
    const startedAt = performance.now();
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token.value}` };
    const reply = await send(`${options.settings().platformUrl}${path}`, headers, text);
    if (reply.status === 401 && cached === token) cached = undefined;
    return { outcome: 'answered', ...reply, durationMs: Math.round(performance.now() - startedAt) };
  }

  return {
    async post(path, body) {
      const text = JSON.stringify(body);
      try {
        const first = await postOnce(path, text);
        return first.status === 401 ? await postOnce(path, text) : first;
      } catch (error) {
        return { outcome: 'failed', reason: requireReason(error) };
      }
    },
    async checkCredential() {
      try {
        return { ok: true, expiresInSeconds: (await requestToken()).expiresInSeconds };
      } catch (error) {
        return { ok: false, reason: requireReason(error) };
      }
    },
    close: () => dispatcher.destroy(),
  };
}

function toCredentialKey(settings: Settings): string {
  return JSON.stringify([settings.platformUrl, settings.tokenClientId, settings.tokenClientSecret]);
}

function describeTokenRefusal(reply: { status: number; body: unknown }): string {
  const refusal = TokenError.safeParse(reply.body);
  if (!refusal.success)
    return `The platform's token endpoint answered ${reply.status} without a token.`;
  const { error, error_description: description } = refusal.data;
  return `The platform gave no token (${reply.status} ${error}${description ? `: ${description}` : ''}).`;
}

function parseBody(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return text;
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer within ${REQUEST_TIMEOUT_MS / 1000} s`;
  return error.cause instanceof Error ? error.cause.message || error.cause.name : error.message;
}

function requireReason(error: unknown): string {
  if (error instanceof PlatformFailure) return error.message;
  throw error;
}
