import { expect } from '@playwright/test';
import type { APIRequestContext } from '@playwright/test';
import { partnerUrl } from './portal.ts';

export interface ReceivedWebhook {
  path: string;
  verified: boolean;
  webhookId: string;
  duplicate: boolean;
  body: Record<string, unknown>;
}

/** The demo partner's own office, by its JSON API: what its engineer does on its pages. */
export function createPartnerOffice(request: APIRequestContext) {
  const send = async (method: 'get' | 'put' | 'post' | 'delete', path: string, data?: object) => {
    const reply = await request[method](
      `${partnerUrl()}/api/${path}`,
      data === undefined ? {} : { data },
    );
    if (!reply.ok()) throw new Error(`${path} answered ${reply.status()}: ${await reply.text()}`);
    return reply.status() === 204 ? undefined : ((await reply.json()) as unknown);
  };
  return {
    /** Registers a Callback URL; answers the client that the platform is to be. */
    registerCallback: async (callbackUrl: string) =>
      (await send('post', 'relying-parties', { callbackUrl })) as {
        clientId: string;
        clientSecret: string;
      },
    saveSettings: (settings: {
      tokenClientId?: string;
      tokenClientSecret?: string;
      signingSecrets?: string[];
    }) => send('put', 'settings', settings),
    behave: (behaviour: {
      pairingAnswer?: 'complete' | 'decline' | 'ask';
      failNext?: number;
      failStatus?: number;
    }) => send('post', 'behaviour', behaviour),
    sendBooking: async (booking: object) =>
      (await send('post', 'bookings', booking)) as {
        booking: { partnerBookingId: string };
        status: number;
        body: Record<string, unknown>;
      },
    /** Takes back every sign-in that was allowed, as the businesses can. */
    revokeSignIns: () => send('delete', 'grants'),
    forgetWebhooks: () => send('delete', 'received'),
    listWebhooks: async () =>
      ((await send('get', 'received')) as { received: ReceivedWebhook[] }).received,
    /** Waits for a message of a lead; answers it once, however often it came. */
    async waitForWebhook(path: string, partnerBookingId?: string): Promise<ReceivedWebhook> {
      const find = async () =>
        (await this.listWebhooks()).find(
          (one) =>
            one.path === `/webhooks${path}` &&
            (partnerBookingId === undefined || one.body['partnerBookingId'] === partnerBookingId),
        );
      await expect
        .poll(async () => (await find())?.path, { timeout: 15_000 })
        .toBe(`/webhooks${path}`);
      const found = await find();
      if (found === undefined) throw new Error(`${path} is gone again`);
      return found;
    },
  };
}
