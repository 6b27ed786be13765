import type { FastifyInstance } from 'fastify';
import type { PartnerAuthorizationType } from '@leads/contract/integration-general';
import { createCredential, partnerTokenRoutes } from '#features/partner-tokens/index.ts';
import { makeIntegration, makeStaff } from './factories.ts';
import type { IntegrationValues } from './factories.ts';
import { createSessionApp } from './session-app.ts';
import type { TestSystem } from './test-system.ts';

export interface MadeCredential {
  integrationId: string;
  credentialId: string;
  clientId: string;
  secret: string;
}

interface CredentialValues {
  kind?: PartnerAuthorizationType;
  mode?: 'live' | 'sandbox';
  expiresAt?: string;
  integration?: IntegrationValues;
}

/** A credential with its secret, of an integration of its own, made as a manager makes it. */
export async function makeCredential(
  system: TestSystem,
  {
    kind = 'oauth2_client_credentials',
    mode = 'live',
    expiresAt,
    integration,
  }: CredentialValues = {},
): Promise<MadeCredential> {
  const manager = system.contextFor(await makeStaff(system.db, 'manager'));
  const integrationId = await makeIntegration(system.db, integration);
  await system.db
    .updateTable('integration')
    .set({ partner_authorization_type: kind })
    .where('id', '=', integrationId)
    .execute();
  const values = { integrationId, mode, expiresAt: expiresAt ?? null };
  const { credential, secret } = await createCredential(manager, values);
  return {
    integrationId,
    credentialId: credential.id,
    clientId: credential.clientId,
    secret: secret ?? '',
  };
}

/** Asks for a token as a partner does; the reply is whatever came. */
export async function requestToken(
  app: FastifyInstance,
  { clientId, secret }: Pick<MadeCredential, 'clientId' | 'secret'>,
  headers: Record<string, string> = {},
) {
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: secret };
  return app.inject({
    method: 'POST',
    url: '/connect/token',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams(form).toString(),
  });
}

/** The application with tokens, and `GET /api/integrations/who` that answers the partner it was called by. */
export async function createPartnerApp(system: TestSystem): Promise<FastifyInstance> {
  const { services, db } = system;
  return createSessionApp(system, [
    (scope) => partnerTokenRoutes(scope, { services, db }),
    (scope) => {
      scope.route({
        method: 'GET',
        url: '/api/integrations/who',
        config: { surface: 'partner' },
        handler: async (request) => request.actor,
      });
    },
  ]);
}

/** The headers of HTTP Basic. */
export function basicHeaders(id: string, secret: string): { authorization: string } {
  return { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` };
}
