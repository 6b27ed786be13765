import { Webhook } from 'standardwebhooks';
import type { Sealer } from '#platform/secrets/seal.ts';
import { openSigningKey } from '../keys/create-signing-key.ts';

const keysKeptMax = 10_000;

export interface MessageToSign {
  id: string;
  body: string;
  /** By the database's clock. */
  sentAtMs: number;
  keys: readonly { id: string; sealed: string }[];
}

/** Headers by Standard Webhooks: one `v1` signature per living key, none without a key. */
export type SignMessage = (message: MessageToSign) => Record<string, string>;

/** Keeps opened keys in memory, by what is stored of them. */
export function createMessageSigner(sealer: Sealer): SignMessage {
  const opened = new Map<string, Webhook>();

  function open(key: { id: string; sealed: string }): Webhook {
    const known = opened.get(key.sealed);
    if (known !== undefined) return known;
    if (opened.size >= keysKeptMax) opened.clear();
    const webhook = new Webhook(openSigningKey({ sealer }, key));
    opened.set(key.sealed, webhook);
    return webhook;
  }

  return ({ id, body, sentAtMs, keys }) => {
    const sentAt = new Date(sentAtMs);
    const signatures = keys.map((key) => open(key).sign(id, sentAt, body));
    return {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(sentAtMs / 1_000)),
      ...(signatures.length === 0 ? {} : { 'webhook-signature': signatures.join(' ') }),
    };
  };
}
