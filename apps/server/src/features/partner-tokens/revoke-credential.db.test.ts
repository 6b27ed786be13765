import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActorOf } from '#platform/act/actor.ts';
import type { Context } from '#platform/act/context.ts';
import { makeStaff } from '#testing/factories.ts';
import { makeCredential } from '#testing/partner-credentials.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { createCredential } from './create-credential.ts';
import { revokeCredential } from './revoke-credential.ts';
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

describe('revoking a credential', () => {
  it('asks before the last live one of an active integration goes', async () => {
    const { integrationId, credentialId } = await makeCredential(system);
    await createCredential(manager, { integrationId, mode: 'sandbox', expiresAt: null });
    const revoke = (confirm: boolean) =>
      revokeCredential(manager, { integrationId, credentialId, confirm });
    await expect(revoke(false)).rejects.toMatchObject({ code: 'confirmation_needed' });
    await revoke(true);
    await revoke(true);
    expect(await auditOf(credentialId)).toMatchObject([
      { action: 'credential.create' },
      {
        action: 'credential.revoke',
        before: { revokedAt: null },
        after: { revokedAt: inHours(0) },
      },
    ]);
  });

  it('does not ask where another live one works, or where the integration is not active', async () => {
    const two = await makeCredential(system);
    await createCredential(manager, {
      integrationId: two.integrationId,
      mode: 'live',
      expiresAt: null,
    });
    await revokeCredential(manager, { ...two, confirm: false });
    const inactive = await makeCredential(system, { integration: { status: 'inactive' } });
    await revokeCredential(manager, { ...inactive, confirm: false });
  });

  it('lets one of two who revoke the last two at once be asked', async () => {
    const one = await makeCredential(system);
    const { integrationId } = one;
    const other = await createCredential(manager, {
      integrationId,
      mode: 'live',
      expiresAt: null,
    });
    const outcomes = await Promise.allSettled(
      [one.credentialId, other.credential.id].map((credentialId) =>
        revokeCredential(manager, { integrationId, credentialId, confirm: false }),
      ),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('hides a credential of another integration behind the 404 of none', async () => {
    const { integrationId } = await makeCredential(system);
    const { credentialId } = await makeCredential(system);
    const act = revokeCredential(manager, { integrationId, credentialId, confirm: true });
    await expect(act).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is not for viewers', async () => {
    const made = await makeCredential(system);
    const viewer = system.contextFor(await makeStaff(system.db, 'viewer'));
    await expect(revokeCredential(viewer, { ...made, confirm: true })).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(await listCredentials(system.db, made.integrationId)).toMatchObject([
      { revokedAt: null },
    ]);
  });
});
