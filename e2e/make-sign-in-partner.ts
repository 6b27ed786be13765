import { v7 as newId } from 'uuid';
import type { Page } from '@playwright/test';
import { createPartnerOffice } from './demo-partner.ts';
import { makeIntegration, send } from './make-integration.ts';
import type { MadeIntegration } from './make-integration.ts';
import { partnerUrl, portalUrl } from './portal.ts';

/** An active integration that signs in at the demo partner and sends its webhooks there. */
export async function makeSignInPartner(
  manager: Page,
  { name, multiAccount = false }: { name: string; multiAccount?: boolean },
): Promise<MadeIntegration> {
  const id = newId();
  const office = createPartnerOffice(manager.request);
  const client = await office.registerCallback(`${portalUrl()}/oidc/callback/${id}`);
  return makeIntegration(manager, {
    id,
    name,
    multiAccount,
    authorization: 'open_id_connect',
    urlPrefix: `${partnerUrl()}/webhooks`,
    provider: {
      configurationEndpoint: `${partnerUrl()}/.well-known/openid-configuration`,
      clientId: client.clientId,
      clientSecret: client.clientSecret,
    },
  });
}

/** Accepts the agreement as the owner of the page, and opens the step where one goes to the partner. */
export async function openAuthorize(owner: Page, { id }: MadeIntegration): Promise<string> {
  const { tenants } = (await (await send(owner, 'GET', '/api/session')).json()) as {
    tenants: { tenantId: string }[];
  };
  const tenantId = tenants[0]?.tenantId ?? '';
  const at = `/api/tenant/${tenantId}/integrations/${id}`;
  const agreement = (await (await send(owner, 'GET', `${at}/agreement`)).json()) as { id: string };
  await send(owner, 'POST', `${at}/agreement/accept`, { agreementId: agreement.id });
  await owner.goto(`${portalUrl()}/tenant/${tenantId}/integrations/${id}?step=authorize`);
  return tenantId;
}
