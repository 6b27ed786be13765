import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ActorOf } from '#platform/act/actor.ts';
import type { Context } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import { makeIntegration, makeStaff } from '#testing/factories.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { generateSigningKey } from './generate-signing-key.ts';
import { removeSigningKey } from './remove-signing-key.ts';
import { revealSigningKeys } from './reveal-signing-keys.ts';
import { rotateSigningKey } from './rotate-signing-key.ts';

let system: TestSystem;
let manager: Context<ActorOf<'staff'>>;
let viewer: Context<ActorOf<'staff'>>;
let integrationId: string;

beforeEach(async () => {
  system = await createTestSystem();
  manager = system.contextFor(await makeStaff(system.db, 'manager'));
  viewer = system.contextFor(await makeStaff(system.db, 'viewer'));
  integrationId = await makeIntegration(system.db);
});
afterEach(async () => system.close());

const auditOf = async () =>
  (await system.db.selectFrom('audit_entry').select(['action', 'before', 'after']).execute()).map(
    (row) => ({ action: row.action, text: JSON.stringify(row) }),
  );

describe('generateSigningKey', () => {
  it('shows a secret of 32 bytes, keeps it sealed, and is audited without it', async () => {
    const { signingKey, secret } = await generateSigningKey(manager, integrationId);
    expect(secret).toMatch(/^whsec_/);
    expect(Buffer.from(secret.slice('whsec_'.length), 'base64')).toHaveLength(32);
    const stored = await system.db.selectFrom('signing_key').selectAll().executeTakeFirstOrThrow();
    expect(stored).toMatchObject({ id: signingKey.id, expires_at: null });
    expect(stored.secret_sealed).not.toContain(secret.slice(6));
    const [entry] = await auditOf();
    expect(entry?.action).toBe('signing_key.generate');
    expect(entry?.text).not.toContain(secret.slice(6));
  });

  it('refuses a second key', async () => {
    await generateSigningKey(manager, integrationId);
    await expect(generateSigningKey(manager, integrationId)).rejects.toMatchObject({
      code: 'in_use',
    });
  });

  it('makes one key of two that are asked for at once', async () => {
    const results = await Promise.allSettled([
      generateSigningKey(manager, integrationId),
      generateSigningKey(manager, integrationId),
    ]);
    expect(results.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('rotateSigningKey', () => {
  it('lets both keys sign until the overlap ends, and never makes an overlap longer', async () => {
    const { signingKey: first } = await generateSigningKey(manager, integrationId);
    const { signingKey: second } = await rotateSigningKey(manager, {
      integrationId,
      overlapHours: 1,
    });
    const { signingKey: third } = await rotateSigningKey(manager, {
      integrationId,
      overlapHours: 24,
    });
    const { keys } = await revealSigningKeys(manager, integrationId);
    expect(keys.map((key) => key.id)).toEqual([first.id, second.id, third.id]);
    const hours = keys.map((key) =>
      key.expiresAt === null
        ? null
        : Math.round((Date.parse(key.expiresAt) - Date.now()) / 3_600_000),
    );
    expect(hours).toEqual([1, 24, null]);
  });

  it('ends the old key at once without an overlap', async () => {
    await generateSigningKey(manager, integrationId);
    const { signingKey } = await rotateSigningKey(manager, { integrationId, overlapHours: 0 });
    const { keys } = await revealSigningKeys(manager, integrationId);
    expect(keys.map((key) => key.id)).toEqual([signingKey.id]);
  });

  it('answers 404 when there is none', async () => {
    const rotation = rotateSigningKey(manager, { integrationId, overlapHours: 1 });
    await expect(rotation).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('revealSigningKeys', () => {
  it('shows the secret that was made, and keeps who asked', async () => {
    const { secret } = await generateSigningKey(manager, integrationId);
    const { keys } = await revealSigningKeys(manager, integrationId);
    expect(keys).toMatchObject([{ secret, expiresAt: null }]);
    expect((await auditOf()).map((entry) => entry.action)).toContain('signing_key.reveal');
  });
});

describe('removeSigningKey', () => {
  it('destroys all keys', async () => {
    await generateSigningKey(manager, integrationId);
    await rotateSigningKey(manager, { integrationId, overlapHours: 1 });
    await removeSigningKey(manager, integrationId);
    const { rows } = await sql`select 1 from signing_key`.execute(system.db);
    expect(rows).toEqual([]);
    expect((await auditOf()).map((entry) => entry.action)).toContain('signing_key.remove');
  });

  it('refuses for ST Pairing, whose requests are always signed', async () => {
    const id = await makeIntegration(system.db, { tenantAuthorizationType: 'st_pairing' });
    await generateSigningKey(manager, id);
    await expect(removeSigningKey(manager, id)).rejects.toMatchObject({ code: 'in_use' });
  });
});

describe.each([
  ['generate', (ctx: Context, id: string) => generateSigningKey(ctx, id)],
  [
    'rotate',
    (ctx: Context, id: string) => rotateSigningKey(ctx, { integrationId: id, overlapHours: 1 }),
  ],
  ['reveal', (ctx: Context, id: string) => revealSigningKeys(ctx, id)],
  ['remove', (ctx: Context, id: string) => removeSigningKey(ctx, id)],
])('%s', (_name, act) => {
  it('is refused to a viewer', async () => {
    await expect(act(viewer, integrationId)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('answers 404 for an integration that is not there or deleted', async () => {
    await expect(act(manager, newId())).rejects.toMatchObject({ code: 'not_found' });
    await system.db.updateTable('integration').set({ deleted_at: new Date() }).execute();
    await expect(act(manager, integrationId)).rejects.toMatchObject({ code: 'not_found' });
  });
});
