import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { createPartnerOffice } from './demo-partner.ts';
import { makeIntegration, send } from './make-integration.ts';
import type { MadeIntegration } from './make-integration.ts';
import { partnerUrl } from './portal.ts';

const smartAcList = readFileSync(
  new URL('./samples/partner-job-types-smartac.csv', import.meta.url),
  'utf8',
);

export interface NewPartner {
  name: string;
  authorization: 'open_id_connect' | 'st_pairing';
  partnerOffice: ReturnType<typeof createPartnerOffice>;
}

/**
 * Makes an active integration by the admin API whose partner is the demo partner: it signs tenants in or takes pairing
 * requests, receives the webhooks and calls the partner API. The stories about the forms fill the forms.
 */
export async function connectDemoPartner(
  page: Page,
  { name, authorization, partnerOffice }: NewPartner,
): Promise<MadeIntegration> {
  const made = await makeIntegration(page, {
    name,
    authorization,
    upTo: 'complete',
    urlPrefix: `${partnerUrl()}/webhooks`,
    jobTypes: smartAcList,
  });
  const at = `/api/admin/integrations/${made.id}`;
  await send(page, 'PUT', `${at}/extra-details`, {
    version: 1,
    extraDetails: {
      rows: [
        { parameter: 'leadCost', displayName: 'Lead cost' },
        { parameter: 'membershipTier', displayName: 'Membership' },
      ],
    },
  });
  const urls =
    authorization === 'st_pairing'
      ? { ...noUrls, pairingUrl: `${partnerUrl()}/pairing` }
      : await registerClient(page, { at, partnerOffice });
  await send(page, 'PUT', `${at}/urls`, { version: 1, urls });
  const credential = await readBody<{ credential: { clientId: string }; secret: string }>(
    send(page, 'POST', `${at}/credentials`, {}),
  );
  await partnerOffice.saveSettings({
    tokenClientId: credential.credential.clientId,
    tokenClientSecret: credential.secret,
    signingSecrets: [await readSigningKey(page, { at, authorization })],
  });
  // What other stories had sent was signed with other keys.
  await partnerOffice.forgetWebhooks();
  await send(page, 'POST', `${at}/activate`);
  return made;
}

const noUrls = {
  pairingUrl: null,
  configurationEndpoint: null,
  clientId: null,
  clientSecret: null,
  clientSecretExpiresOn: null,
  scopes: null,
};

async function registerClient(
  page: Page,
  { at, partnerOffice }: { at: string } & Pick<NewPartner, 'partnerOffice'>,
) {
  const { callbackUrl } = await readBody<{ callbackUrl: string }>(send(page, 'GET', at));
  const client = await partnerOffice.registerCallback(callbackUrl);
  return {
    ...noUrls,
    configurationEndpoint: `${partnerUrl()}/.well-known/openid-configuration`,
    clientId: client.clientId,
    clientSecret: client.clientSecret,
    scopes: 'openid profile email offline_access',
  };
}

/** An integration by ST Pairing has its key from the first save on. */
async function readSigningKey(
  page: Page,
  { at, authorization }: { at: string } & Pick<NewPartner, 'authorization'>,
): Promise<string> {
  if (authorization === 'open_id_connect') {
    const made = await readBody<{ secret: string }>(send(page, 'POST', `${at}/signing-key`));
    return made.secret;
  }
  const { keys } = await readBody<{ keys: { secret: string }[] }>(
    send(page, 'POST', `${at}/signing-key/reveal`),
  );
  return keys[0]?.secret ?? '';
}

async function readBody<Body>(reply: ReturnType<typeof send>): Promise<Body> {
  return (await (await reply).json()) as Body;
}
