import { isUtf8 } from 'node:buffer';
import type { IncomingHttpHeaders } from 'node:http';
import { Webhook, WebhookVerificationError } from 'standardwebhooks';

export type Verification =
  | { readonly verified: true }
  | { readonly verified: false; readonly reason: string };

/** What the library says, in words for the one who has to mend it. */
const REASONS: Readonly<Record<string, string>> = {
  'Missing required headers':
    'Not signed: webhook-id, webhook-timestamp or webhook-signature is missing.',
  'Invalid Signature Headers': 'webhook-timestamp is not a number of seconds.',
  'Message timestamp too old': 'webhook-timestamp is more than 5 minutes old.',
  'Message timestamp too new': 'webhook-timestamp is more than 5 minutes ahead.',
  'No matching signature found': 'No signature matches a signing key known here.',
};

/** Checks the Standard Webhooks signature of the bytes as they came, with each known key. */
export function verifySignature(
  body: Buffer,
  headers: IncomingHttpHeaders,
  secrets: readonly string[],
): Verification {
  if (secrets.length === 0) return { verified: false, reason: 'No signing key is set here.' };
  // The library signs text; bytes that are no text would be compared in a changed form.
  if (!isUtf8(body)) return { verified: false, reason: 'The body is not UTF-8.' };
  let reason = '';
  for (const secret of secrets) {
    try {
      new Webhook(secret).verify(body, toSingleValues(headers), { jsonParse: false });
      return { verified: true };
    } catch (error) {
      if (!(error instanceof WebhookVerificationError)) throw error;
      reason = REASONS[error.message] ?? error.message;
    }
  }
  return { verified: false, reason };
}

export function toSingleValues(headers: IncomingHttpHeaders): Record<string, string> {
  const pairs = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return Object.fromEntries(pairs);
}
