import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActorOf } from '#platform/act/actor.ts';
import type { Context } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import { hashToken } from '#platform/secrets/hash-token.ts';
import { makeIntegration, makeStaff } from '#testing/factories.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { createCredential } from './create-credential.ts';
import { listCredentials } from './to-partner-credential.ts';

let system: TestSystem;
let manager: Context<ActorOf<'staff'>>;

beforeAll(async () => {
  system = await createTestSystem();
  manager = system.contextFor(await makeStaff(system.db, 'manager'));
});
afterAll(() => system.close());

const auditOf = (credentialId: string) =>
  system.db
    .selectFrom('audit_entry')
    .selectAll()
    .where('subject_id', '=', credentialId)
    .orderBy('id')
    .execute();
const inHours = (hours: number) =>
  new Date(system.clock.now().getTime() + hours * 3_600_000).toISOString();

describe('creating a credential', () => {
  it('shows the secret once and keeps a hash, audited without it', async () => {
    const integrationId = await makeIntegration(system.db);
    const { credential, secret } = await createCredential(manager, {
      integrationId,
      mode: 'live',
      expiresAt: null,
    });
    expect(credential).toMatchObject({
      kind: 'oauth2_client_credentials',
      mode: 'live',
      secretEnd: secret?.slice(-4),
      createdByName: manager.actor.name,
      expiresAt: null,
      revokedAt: null,
      lastUsedAt: null,
    });
    expect(await listCredentials(system.db, integrationId)).toEqual([credential]);
    const row = await system.db
      .selectFrom('partner_credential')
      .selectAll()
      .where('id', '=', credential.id)
      .execute();
    expect(row).toMatchObject([{ secret_hash: hashToken(secret ?? '') }]);
    const audit = await auditOf(credential.id);
    expect(audit).toMatchObject([
      {
        action: 'credential.create',
        integration_id: integrationId,
        after: { clientId: credential.clientId },
      },
    ]);
    expect(JSON.stringify([row, audit])).not.toContain(secret);
  });

  it.each(['oauth2_client_credentials', 'api_key', 'http_basic'])(
    'makes one of the present kind: %s',
    async (kind) => {
      const integrationId = await makeIntegration(system.db);
      await system.db
        .updateTable('integration')
        .set({ partner_authorization_type: kind, name: `Größte Ärzte & Söhne ${integrationId}` })
        .where('id', '=', integrationId)
        .execute();
      const { credential, secret } = await createCredential(manager, {
        integrationId,
        mode: 'sandbox',
        expiresAt: null,
      });
      expect(credential).toMatchObject({ kind, mode: 'sandbox' });
      expect(credential.clientId).toMatch(/^partner_[a-z0-9_]{3,40}_[0-9a-f]{8}$/);
      expect(secret?.length).toBeLessThanOrEqual(160);
      expect(secret).toMatch(/^[A-Za-z0-9_-]+$/);
    },
  );

  it('refuses an expiry in the past, and an integration that is not there', async () => {
    const integrationId = await makeIntegration(system.db);
    const create = (values: object) =>
      createCredential(manager, { integrationId, mode: 'live', expiresAt: null, ...values });
    await expect(create({ expiresAt: inHours(0) })).rejects.toMatchObject({
      errors: [{ pointer: '/expiresAt' }],
    });
    await expect(create({ integrationId: newId() })).rejects.toMatchObject({ code: 'not_found' });
    await system.db
      .updateTable('integration')
      .set({ deleted_at: new Date() })
      .where('id', '=', integrationId)
      .execute();
    await expect(create({})).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is not for viewers', async () => {
    const integrationId = await makeIntegration(system.db);
    const viewer = system.contextFor(await makeStaff(system.db, 'viewer'));
    const act = createCredential(viewer, { integrationId, mode: 'live', expiresAt: null });
    await expect(act).rejects.toMatchObject({ code: 'forbidden' });
    expect(await listCredentials(system.db, integrationId)).toEqual([]);
  });
});
