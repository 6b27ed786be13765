import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Partner } from '../partner.ts';
import { CallbackUrl } from '../relying-parties.ts';
import { toFaultNotice } from './fault-notice.ts';
import { relyingPartiesPage } from './relying-parties-page.ts';
import { sendPage } from './send-page.ts';

export async function relyingPartyFormRoutes(
  app: FastifyInstance,
  partner: Partner,
): Promise<void> {
  app.post('/relying-parties', async (request, reply) => {
    const form = z.object({ callbackUrl: CallbackUrl }).safeParse(request.body);
    if (!form.success) {
      const { callbackUrl } = z
        .object({ callbackUrl: z.string().catch('') })
        .parse(request.body ?? {});
      const refused = relyingPartiesPage(partner, {
        notice: toFaultNotice(form.error),
        callbackUrl,
      });
      return sendPage(reply, refused, 422);
    }
    const added = await partner.relyingParties.add(form.data.callbackUrl);
    return sendPage(reply, relyingPartiesPage(partner, { added }), 201);
  });

  app.post('/relying-parties/remove', async (request, reply) => {
    const form = z.object({ clientId: z.string() }).safeParse(request.body);
    if (form.success) await partner.relyingParties.remove(form.data.clientId);
    return reply.redirect('/relying-parties', 303);
  });

  app.post('/relying-parties/revoke', async (_request, reply) => {
    partner.revokeGrants();
    const text = 'Every sign-in is revoked. The platform learns of it at its next refresh.';
    return sendPage(reply, relyingPartiesPage(partner, { notice: { tone: 'good', text } }));
  });
}
