import { z } from 'zod';
import { PlatformFailure, type PlatformReply } from './platform-request.ts';
import type { Settings } from './settings.ts';

const TokenReply = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });
const TokenError = z.object({ error: z.string(), error_description: z.string().optional() });

/** A token is not used in its last seconds, so that it cannot expire on the way. */
const MARGIN_SECONDS = 30;

interface AccessToken {
  readonly value: string;
  readonly expiresInSeconds: number;
}

export interface AccessTokens {
  /** The cached token while it lives and belongs to the present credential; callers at once share one request. */
  get(): Promise<AccessToken>;
  /** Fetches a new one, whatever is cached. */
  request(): Promise<AccessToken>;
  /** Forgets a token that the platform refused. */
  drop(token: AccessToken): void;
}

type Send = (url: string, headers: Record<string, string>, body: string) => Promise<PlatformReply>;

/** Tokens by client credentials (RFC 6749 §4.4), kept until shortly before they expire. */
export function createAccessTokens(options: {
  settings: () => Settings;
  send: Send;
}): AccessTokens {
  let cached: { credential: string; token: AccessToken; staleAt: number } | undefined;
  let pending: { credential: string; token: Promise<AccessToken> } | undefined;

  async function request(): Promise<AccessToken> {
    const settings = options.settings();
    const { tokenClientId, tokenClientSecret } = settings;
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
    const reply = await options.send(
      `${settings.platformUrl}/connect/token`,
      headers,
      form.toString(),
    );
    const token = parseToken(reply);
    const staleAt = Date.now() + (token.expiresInSeconds - MARGIN_SECONDS) * 1000;
    cached = { credential: toCredentialKey(settings), token, staleAt };
    return token;
  }

  return {
    request,
    async get() {
      const credential = toCredentialKey(options.settings());
      if (cached?.credential === credential && cached.staleAt > Date.now()) return cached.token;
      if (pending?.credential === credential) return pending.token;
      const token = request().finally(() => {
        if (pending?.token === token) pending = undefined;
      });
      pending = { credential, token };
      return token;
    },
    drop(token) {
      if (cached?.token === token) cached = undefined;
    },
  };
}

function toCredentialKey(settings: Settings): string {
  return JSON.stringify([settings.platformUrl, settings.tokenClientId, settings.tokenClientSecret]);
}

function parseToken(reply: PlatformReply): AccessToken {
  const parsed = TokenReply.safeParse(reply.body);
  if (reply.status === 200 && parsed.success) {
    return { value: parsed.data.access_token, expiresInSeconds: parsed.data.expires_in };
  }
  const refusal = TokenError.safeParse(reply.body);
  if (!refusal.success) {
    throw new PlatformFailure(
      `The platform's token endpoint answered ${reply.status} without a token.`,
    );
  }
  const { error, error_description: description } = refusal.data;
  const why = description === undefined ? error : `${error}: ${description}`;
  throw new PlatformFailure(`The platform gave no token (${reply.status} ${why}).`);
}
