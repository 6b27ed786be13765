import type { FastifyInstance } from 'fastify';
import * as api from '@leads/contract/credentials';
import { mount } from '#platform/http/mount.ts';
import { createCredential } from './create-credential.ts';
import { revokeCredential } from './revoke-credential.ts';
import { rotateCredential } from './rotate-credential.ts';

/** What staff do with a partner's credentials. Replies with a secret are never cached. */
export function credentialRoutes(app: FastifyInstance): void {
  mount(app, api.createCredential, async ({ ctx, params, body, reply }) => {
    reply.header('cache-control', 'no-store');
    return createCredential(ctx, { integrationId: params.id, ...body });
  });

  mount(app, api.rotateCredential, async ({ ctx, params, body, reply }) => {
    reply.header('cache-control', 'no-store');
    const { id: integrationId, credentialId } = params;
    return rotateCredential(ctx, { integrationId, credentialId, ...body });
  });

  mount(app, api.revokeCredential, async ({ ctx, params, query }) => {
    const { id: integrationId, credentialId } = params;
    await revokeCredential(ctx, { integrationId, credentialId, confirm: query.confirm === 'true' });
    return { done: true as const };
  });
}
