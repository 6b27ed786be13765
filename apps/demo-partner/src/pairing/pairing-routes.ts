import type { FastifyInstance } from 'fastify';
import { registerRawBody } from '../http/raw-body.ts';
import { replyWithFaults, replyWithProblem } from '../http/reply-with-problem.ts';
import type { Partner } from '../partner.ts';
import { verifySignature } from '../webhooks/verify-signature.ts';
import { PairingRequest } from './pairing-request.ts';

/** The Partner Pairing URL: proves the sender, answers 202 at once, decides later. */
export async function pairingRoutes(app: FastifyInstance, partner: Partner): Promise<void> {
  registerRawBody(app);

  app.post<{ Body: Buffer | undefined }>('/pairing', async (request, reply) => {
    const body = request.body ?? Buffer.alloc(0);
    const verification = verifySignature(
      body,
      request.headers,
      partner.settings.current().signingSecrets,
    );
    if (!verification.verified) {
      partner.log.warn({ reason: verification.reason }, 'pairing request refused');
      return replyWithProblem(reply, {
        status: 401,
        code: 'invalid_signature',
        detail: verification.reason,
      });
    }
    const parsed = PairingRequest.safeParse(parseJson(body.toString('utf8')));
    if (!parsed.success) return replyWithFaults(reply, parsed.error);
    partner.pairing.receive(parsed.data);
    return reply.code(202).send({ requestId: parsed.data.requestId, status: 'RECEIVED' });
  });
}

/** Text that is no JSON becomes undefined, which the schema refuses in words. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
