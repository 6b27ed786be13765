import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { BehaviourPatch } from './behaviour.ts';
import { toFreshIds } from './bookings/new-booking.ts';
import { replyWithFaults, replyWithProblem } from './http/reply-with-problem.ts';
import { PairingStatus } from './pairing/pairing-request.ts';
import type { Partner } from './partner.ts';
import type { PlatformResult } from './platform-client.ts';
import { CallbackUrl } from './relying-parties.ts';
import { SettingsPatch } from './settings.ts';
import { toSettingsView } from './settings-view.ts';

const Since = z.object({ since: z.coerce.number().int().min(0).default(0) });

/** The same acts as on the pages, for scripts and tests. */
export async function apiRoutes(app: FastifyInstance, partner: Partner): Promise<void> {
  mountReceived(app, partner);
  mountConfiguration(app, partner);
  mountPlatformCalls(app, partner);
}

function mountReceived(app: FastifyInstance, partner: Partner): void {
  app.get('/api/received', async (request, reply) => {
    const query = Since.safeParse(request.query);
    if (!query.success) return replyWithFaults(reply, query.error);
    const received = partner.received.listSince(query.data.since);
    return { received, next: received.at(-1)?.sequence ?? query.data.since };
  });
  app.delete('/api/received', async (_request, reply) => {
    partner.received.clear();
    return reply.code(204).send();
  });
}

function mountConfiguration(app: FastifyInstance, partner: Partner): void {
  app.get('/api/behaviour', async () => partner.behaviour.current());
  app.post('/api/behaviour', async (request, reply) => {
    const patch = BehaviourPatch.safeParse(request.body);
    if (!patch.success) return replyWithFaults(reply, patch.error);
    partner.behaviour.update(patch.data);
    return partner.behaviour.current();
  });

  app.get('/api/settings', async () => toSettingsView(partner));
  app.put('/api/settings', async (request, reply) => {
    const patch = SettingsPatch.safeParse(request.body);
    if (!patch.success) return replyWithFaults(reply, patch.error);
    await partner.settings.update(patch.data);
    return toSettingsView(partner);
  });

  app.post('/api/relying-parties', async (request, reply) => {
    const body = z.object({ callbackUrl: CallbackUrl }).safeParse(request.body);
    if (!body.success) return replyWithFaults(reply, body.error);
    return reply.code(201).send(await partner.relyingParties.add(body.data.callbackUrl));
  });
  app.delete('/api/grants', async (_request, reply) => {
    partner.revokeGrants();
    return reply.code(204).send();
  });
}

function mountPlatformCalls(app: FastifyInstance, partner: Partner): void {
  app.get('/api/pairing-requests', async () => ({ pairingRequests: partner.pairing.list() }));
  app.post<{ Params: { requestId: string } }>(
    '/api/pairing-requests/:requestId/answer',
    async (request, reply) => {
      const body = z.object({ status: PairingStatus }).safeParse(request.body);
      if (!body.success) return replyWithFaults(reply, body.error);
      const sent = await partner.pairing.answer(request.params.requestId, body.data.status);
      if (sent) return replyWithResult(reply, sent.result, {});
      return replyWithProblem(reply, {
        status: 404,
        code: 'not_found',
        detail: 'No such pairing request came.',
      });
    },
  );

  app.post('/api/bookings', async (request, reply) => {
    const body = z.record(z.string(), z.unknown()).safeParse(request.body);
    if (!body.success) return replyWithFaults(reply, body.error);
    const booking = { ...toFreshIds(), ...body.data };
    return replyWithResult(
      reply,
      await partner.platform.post('/api/integrations/bookings', booking),
      { booking },
    );
  });
}

/** 200 with what the platform answered, whatever that was; 502 when it did not answer. */
function replyWithResult(reply: FastifyReply, result: PlatformResult, extra: object): FastifyReply {
  if (result.outcome === 'failed') {
    return replyWithProblem(reply, {
      status: 502,
      code: 'platform_unreachable',
      detail: result.reason,
    });
  }
  return reply.send({
    ...extra,
    status: result.status,
    body: result.body ?? null,
    durationMs: result.durationMs,
  });
}
