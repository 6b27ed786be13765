import { Agent } from 'undici';
import { createAccessTokens } from './access-token.ts';
import { PlatformFailure, postToPlatform } from './platform-request.ts';
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

type CredentialCheck = { ok: true; expiresInSeconds: number } | { ok: false; reason: string };

export interface PlatformClient {
  /** Posts JSON with a real bearer token; a refused token is fetched anew, once. */
  post(path: string, body: unknown): Promise<PlatformResult>;
  /** Fetches a fresh token, whatever is cached, to prove the credential. */
  checkCredential(): Promise<CredentialCheck>;
  close(): Promise<void>;
}

export function createPlatformClient(options: { settings: () => Settings }): PlatformClient {
  const dispatcher = new Agent({ connect: { timeout: 5000 }, connections: 64 });
  const tokens = createAccessTokens({
    settings: options.settings,
    send: (url, headers, body) => postToPlatform(dispatcher, { url, headers, body }),
  });

  async function postOnce(path: string, body: string) {
    const token = await tokens.get();
    const startedAt = performance.now();
    const reply = await postToPlatform(dispatcher, {
      url: `${options.settings().platformUrl}${path}`,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token.value}` },
      body,
    });
    if (reply.status === 401) tokens.drop(token);
    return { ...reply, durationMs: Math.round(performance.now() - startedAt) };
  }

  return {
    async post(path, body) {
      const text = JSON.stringify(body);
      try {
        const first = await postOnce(path, text);
        return {
          outcome: 'answered',
          ...(first.status === 401 ? await postOnce(path, text) : first),
        };
      } catch (error) {
        return { outcome: 'failed', reason: requireReason(error) };
      }
    },
    async checkCredential() {
      try {
        return { ok: true, expiresInSeconds: (await tokens.request()).expiresInSeconds };
      } catch (error) {
        return { ok: false, reason: requireReason(error) };
      }
    },
    close: () => dispatcher.destroy(),
  };
}

function requireReason(error: unknown): string {
  if (error instanceof PlatformFailure) return error.message;
  throw error;
}
