import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { BehaviourPatch, PairingAnswer } from '../behaviour.ts';
import { BookingForm, toBooking } from '../bookings/booking-form.ts';
import { PairingStatus } from '../pairing/pairing-request.ts';
import type { Partner } from '../partner.ts';
import { bookingsPage } from './bookings-page.ts';
import { toFaultNotice } from './fault-notice.ts';
import { pairingPage } from './pairing-page.ts';
import { receivedPage } from './received-page.ts';
import { relyingPartyFormRoutes } from './relying-party-form-routes.ts';
import { sendPage } from './send-page.ts';
import { settingsFormRoutes } from './settings-form-routes.ts';

/** What the forms post. A refused form shows its page again with the reason; the rest redirects. */
export async function formRoutes(app: FastifyInstance, partner: Partner): Promise<void> {
  app.post('/received/clear', async (_request, reply) => {
    partner.received.clear();
    return reply.redirect('/', 303);
  });

  app.post('/behaviour', async (request, reply) => {
    const form = z.record(z.string(), z.string()).parse(request.body ?? {});
    const patch = BehaviourPatch.safeParse({
      ...form,
      refuseUnverified: form['refuseUnverified'] === 'yes',
    });
    if (!patch.success)
      return sendPage(reply, receivedPage(partner, toFaultNotice(patch.error)), 422);
    partner.behaviour.update(patch.data);
    return reply.redirect('/', 303);
  });

  app.post('/behaviour/pairing', async (request, reply) => {
    const form = z.object({ pairingAnswer: PairingAnswer }).safeParse(request.body);
    if (!form.success) return sendPage(reply, pairingPage(partner, toFaultNotice(form.error)), 422);
    partner.behaviour.update(form.data);
    return reply.redirect('/pairing-requests', 303);
  });

  app.post('/pairing-requests/answer', async (request, reply) => {
    const form = z.object({ requestId: z.string(), status: PairingStatus }).safeParse(request.body);
    if (!form.success) return sendPage(reply, pairingPage(partner, toFaultNotice(form.error)), 422);
    const sent = await partner.pairing.answer(form.data.requestId, form.data.status);
    if (sent) return reply.redirect('/pairing-requests', 303);
    const notice = { tone: 'bad', text: 'That request is no longer here.' } as const;
    return sendPage(reply, pairingPage(partner, notice), 404);
  });

  app.post('/bookings', async (request, reply) => {
    const form = BookingForm.parse(request.body ?? {});
    const booking = toBooking(form);
    const result = await partner.platform.post('/api/integrations/bookings', booking);
    return sendPage(reply, bookingsPage(partner, form, { booking, result }));
  });

  await app.register(relyingPartyFormRoutes, partner);
  await app.register(settingsFormRoutes, partner);
}
