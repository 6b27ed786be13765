import type { FastifyInstance } from 'fastify';
import { createBookingForm } from '../bookings/booking-form.ts';
import type { Partner } from '../partner.ts';
import { assetRoutes } from './asset-routes.ts';
import { bookingsPage } from './bookings-page.ts';
import { formRoutes } from './form-routes.ts';
import type { Html } from './html.ts';
import { liveRoutes } from './live-routes.ts';
import { pairingList, pairingPage } from './pairing-page.ts';
import { receivedList, receivedPage } from './received-page.ts';
import { relyingPartiesPage } from './relying-parties-page.ts';
import { sendPage } from './send-page.ts';
import { settingsPage } from './settings-page.ts';

/** The back office of the partner: plain pages that work without script, and live with it. */
export async function pageRoutes(app: FastifyInstance, partner: Partner): Promise<void> {
  const show = (url: string, render: () => Html) => {
    app.get(url, async (_request, reply) => sendPage(reply, render()));
  };
  show('/', () => receivedPage(partner));
  show('/received-list', () => receivedList(partner.received.list()));
  show('/bookings', () => bookingsPage(partner, createBookingForm(new Date())));
  show('/pairing-requests', () => pairingPage(partner));
  show('/pairing-list', () => pairingList(partner.pairing.list()));
  show('/relying-parties', () => relyingPartiesPage(partner));
  show('/settings', () => settingsPage(partner));

  await app.register(formRoutes, partner);
  await app.register(liveRoutes, partner);
  await app.register(assetRoutes);
}
