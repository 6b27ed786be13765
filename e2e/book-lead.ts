import { randomUUID } from 'node:crypto';
import { expect } from '@playwright/test';
import type { APIRequest } from '@playwright/test';
import { connectByHttp, fetchPartnerToken } from './partner-sign-in.ts';
import { journeysDataDir, portalUrl } from './portal.ts';

export interface BookedLead {
  /** Where the office works it. */
  url: string;
  partnerBookingId: string;
}

export interface Desk {
  inboxUrl: string;
  /** Posts a booking as the partner does; `values` stand in place of the usual ones. */
  book: (name: string, values?: { slot?: object } & Record<string, unknown>) => Promise<BookedLead>;
}

/** The office of Desert Breeze, connected to the demo partner, and that partner's way to send it leads. */
export async function openDesk(playwright: { request: APIRequest }): Promise<Desk> {
  const request = await playwright.request.newContext();
  const { tenantId } = await connectByHttp(request, {
    email: 'owner@desert-breeze.demo',
    username: 'desert-breeze',
  });
  const installation = { portalUrl: portalUrl(), dataDir: journeysDataDir() };
  const token = await fetchPartnerToken(request, installation);
  const inboxUrl = `${portalUrl()}/tenant/${tenantId}/leads`;
  return {
    inboxUrl,
    async book(name, { slot = {}, ...values } = {}) {
      const partnerBookingId = `desk-${randomUUID()}`;
      const reply = await request.post(`${portalUrl()}/api/integrations/bookings`, {
        headers: { authorization: `Bearer ${token}` },
        data: {
          idempotencyToken: randomUUID(),
          partnerBookingId,
          slot: {
            accountId: 'ACME-10042',
            profileId: 'ACME-10042-PHX',
            serviceId: 'ac-not-cooling',
            ...slot,
          },
          address: {
            streetAddress: '4821 E Cactus Rd',
            locality: 'Phoenix',
            region: 'AZ',
            postalCode: '85032',
            country: 'US',
          },
          userInformation: { name, telephone: '+16025550137' },
          description: 'Upstairs AC blows warm air since last night.',
          ...values,
        },
      });
      expect(reply.status(), await reply.text()).toBe(200);
      const { bookingId } = (await reply.json()) as { bookingId: string };
      return { url: `${inboxUrl}/${bookingId}`, partnerBookingId };
    },
  };
}
