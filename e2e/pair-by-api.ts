import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';
import { readJson } from './partner-sign-in.ts';
import { send } from './make-integration.ts';
import { portalUrl } from './portal.ts';

/**
 * Connects the first company of the owner to an integration by ST Pairing without a browser: the agreement is accepted,
 * the request is made, and the partner answers through the partner API, whether or not the request reached it.
 */
export async function pairByApi(of: {
  owner: Page;
  manager: Page;
  integrationId: string;
}): Promise<{ tenantId: string; connectionId: string }> {
  const { owner, manager, integrationId } = of;
  const session = await readJson<{ tenants: { tenantId: string }[] }>(
    await owner.request.get(`${portalUrl()}/api/session`),
  );
  const tenantId = session.tenants[0]?.tenantId ?? '';
  const at = `/api/tenant/${tenantId}/integrations/${integrationId}`;
  const agreement = await readJson<{ id: string }>(await send(owner, 'GET', `${at}/agreement`));
  await send(owner, 'POST', `${at}/agreement/accept`, { agreementId: agreement.id });
  const { id: requestId } = await readJson<{ id: string }>(
    await send(owner, 'POST', `${at}/pair`, {}),
  );
  const made = await readJson<{ credential: { clientId: string }; secret: string }>(
    await send(manager, 'POST', `/api/admin/integrations/${integrationId}/credentials`, {}),
  );
  const token = await readJson<{ access_token: string }>(
    await manager.request.post(`${portalUrl()}/connect/token`, {
      form: {
        grant_type: 'client_credentials',
        client_id: made.credential.clientId,
        client_secret: made.secret,
      },
    }),
  );
  const account = { id: `account-${requestId}`, name: 'Paired account' };
  const profiles = [
    { id: 'north', name: 'North' },
    { id: 'south', name: 'South' },
  ];
  const answer = await manager.request.post(`${portalUrl()}/api/integrations/accounts`, {
    headers: { authorization: `Bearer ${token.access_token}` },
    data: { requestId, status: 'COMPLETED', account: { ...account, profiles } },
  });
  expect(answer.status(), await answer.text()).toBe(200);
  return { tenantId, connectionId: requestId };
}
