import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { registerRawBody } from '../http/raw-body.ts';
import type { Partner } from '../partner.ts';
import { toSingleValues, verifySignature } from './verify-signature.ts';

const BODY_KEPT_CHARACTERS_MAX = 64 * 1024;

/** The receiver behind the prefix that is pasted into the portal as WebHook URL. */
export async function webhookRoutes(app: FastifyInstance, partner: Partner): Promise<void> {
  registerRawBody(app);

  app.post<{ Body: Buffer | undefined }>('/webhooks/*', async (request, reply) => {
    const { delayMs } = partner.behaviour.current();
    if (delayMs > 0)
      await sleep(delayMs, undefined, { signal: partner.closing }).catch(() => undefined);
    return reply.code(receive(partner, request)).send();
  });
}

function receive(partner: Partner, request: FastifyRequest<{ Body: Buffer | undefined }>): number {
  const body = request.body ?? Buffer.alloc(0);
  const verification = verifySignature(
    body,
    request.headers,
    partner.settings.current().signingSecrets,
  );
  const { refuseUnverified } = partner.behaviour.current();
  const refusal = !verification.verified && refuseUnverified ? 401 : undefined;
  const answeredStatus = partner.behaviour.takeFailure() ?? refusal ?? 204;
  const text = body.toString('utf8');
  const { sequence, duplicate } = partner.received.add({
    receivedAt: new Date().toISOString(),
    path: request.url,
    webhookId: request.headers['webhook-id']?.toString() ?? null,
    headers: toSingleValues(request.headers),
    ...toKeptBody(text),
    verified: verification.verified,
    reason: verification.verified ? null : verification.reason,
    answeredStatus,
  });
  partner.log.info(
    { sequence, path: request.url, verified: verification.verified, duplicate, answeredStatus },
    'webhook received',
  );
  return answeredStatus;
}

function toKeptBody(text: string): { body: unknown; bodyCut: boolean } {
  if (text.length > BODY_KEPT_CHARACTERS_MAX)
    return { body: text.slice(0, BODY_KEPT_CHARACTERS_MAX), bodyCut: true };
  try {
    return { body: JSON.parse(text), bodyCut: false };
  } catch {
    return { body: text, bodyCut: false };
  }
}
