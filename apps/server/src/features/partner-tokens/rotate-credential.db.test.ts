import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActorOf } from '#platform/act/actor.ts';
import type { Context } from '#platform/act/context.ts';
import { makeStaff } from '#testing/factories.ts';
import { makeCredential } from '#testing/partner-credentials.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { revokeCredential } from './revoke-credential.ts';
import { rotateCredential } from './rotate-credential.ts';
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

describe('rotating a credential', () => {
  it('makes another and lets the old one work until the overlap ends', async () => {
    const { integrationId, credentialId } = await makeCredential(system);
    const { credential } = await rotateCredential(manager, {
      integrationId,
      credentialId,
      overlapHours: 24,
    });
    const [fresh, old] = await listCredentials(system.db, integrationId);
    expect(fresh).toEqual(credential);
    expect(old).toMatchObject({ id: credentialId, expiresAt: inHours(24), revokedAt: null });
    expect(await auditOf(credential.id)).toMatchObject([
      {
        action: 'credential.rotate',
        before: { id: credentialId },
        after: { replaced: { expiresAt: inHours(24) } },
      },
    ]);
  });

  it('ends the old one at once without an overlap', async () => {
    const { integrationId, credentialId } = await makeCredential(system);
    await rotateCredential(manager, { integrationId, credentialId, overlapHours: 0 });
    const [, old] = await listCredentials(system.db, integrationId);
    expect(old?.revokedAt).toBe(inHours(0));
  });

  it('keeps the lifetime for the new one and never lengthens the old one', async () => {
    const { integrationId, credentialId } = await makeCredential(system, {
      expiresAt: inHours(10),
    });
    const { credential } = await rotateCredential(manager, {
      integrationId,
      credentialId,
      overlapHours: 24,
    });
    const [, old] = await listCredentials(system.db, integrationId);
    expect([credential.expiresAt, old?.expiresAt]).toEqual([inHours(10), inHours(10)]);
  });

  it('refuses one that was revoked or has expired', async () => {
    const revoked = await makeCredential(system);
    await revokeCredential(manager, { ...revoked, confirm: true });
    await expect(rotateCredential(manager, { ...revoked, overlapHours: 1 })).rejects.toMatchObject({
      code: 'changed_meanwhile',
    });
    const expired = await makeCredential(system, { expiresAt: inHours(1) });
    system.clock.advance(3_600_000);
    await expect(rotateCredential(manager, { ...expired, overlapHours: 1 })).rejects.toMatchObject({
      code: 'changed_meanwhile',
    });
  });

  it('hides a credential of another integration behind the 404 of none', async () => {
    const { integrationId } = await makeCredential(system);
    const { credentialId } = await makeCredential(system);
    const act = rotateCredential(manager, { integrationId, credentialId, overlapHours: 1 });
    await expect(act).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is not for viewers', async () => {
    const made = await makeCredential(system);
    const viewer = system.contextFor(await makeStaff(system.db, 'viewer'));
    await expect(rotateCredential(viewer, { ...made, overlapHours: 1 })).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(await listCredentials(system.db, made.integrationId)).toHaveLength(1);
  });
});
