import type { FastifyInstance } from 'fastify';
import type { StaffRole } from '@leads/contract/action';
import { callbackUrlOf } from '#platform/http/callback-url.ts';
import { makeIntegration } from '#testing/factories.ts';
import { makeSignedInUser } from '#testing/sign-in-as.ts';
import type { SignedInHeaders, SignedInUser } from '#testing/sign-in-as.ts';
import { createTestApp } from '#testing/test-app.ts';
import { clientId, clientSecret } from './client.ts';

/** The whole application with a draft integration whose URLs are not saved yet. */
export async function createStaffScene(
  authorization: 'open_id_connect' | 'st_pairing' = 'open_id_connect',
) {
  const running = await createTestApp();
  const { app, system } = running;
  const { db, services } = system;
  const integrationId = await makeIntegration(db, {
    status: 'draft',
    tenantAuthorizationType: authorization,
  });
  const base = `/api/admin/integrations/${integrationId}`;
  return {
    ...running,
    db,
    integrationId,
    base,
    redirectUri: callbackUrlOf(services.config, integrationId),
    signIn: (staffRole: StaffRole): Promise<SignedInUser> =>
      makeSignedInUser(app, db, { staffRole }),
    post: (act: string, urls: object, headers: SignedInHeaders) =>
      app.inject({ method: 'POST', url: `${base}/${act}`, headers, payload: { urls } }),
    /** The audit entries of this act, without time and actor. */
    listAudit: (action: string) =>
      db
        .selectFrom('audit_entry')
        .select(['action', 'actor_name', 'before', 'after'])
        .where('integration_id', '=', integrationId)
        .where('action', '=', action)
        .orderBy('id')
        .execute(),
  };
}

export type StaffScene = Awaited<ReturnType<typeof createStaffScene>>;

/** The URLs form as staff fill it in for a provider of these tests. */
export const formOf = (configurationEndpoint: string | null, values: object = {}) => ({
  pairingUrl: null,
  configurationEndpoint,
  clientId,
  clientSecret,
  clientSecretExpiresOn: null,
  scopes: 'openid profile',
  ...values,
});

/** Saves the form over HTTP; throws when it is refused. */
export async function saveForm(
  app: FastifyInstance,
  { base, headers, version, urls }: SaveForm,
): Promise<void> {
  const reply = await app.inject({
    method: 'PUT',
    url: `${base}/urls`,
    headers,
    payload: { version, urls },
  });
  if (reply.statusCode !== 200) throw new Error(reply.body);
}

interface SaveForm {
  base: string;
  headers: SignedInHeaders;
  version: number;
  urls: object;
}
