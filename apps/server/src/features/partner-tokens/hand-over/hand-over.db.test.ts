import { afterAll, beforeAll, expect, it } from 'vitest';
import { deleteIntegration } from '#features/integrations/delete-integration.ts';
import { restoreIntegration } from '#features/integrations/restore-integration.ts';
import { systemActor } from '#platform/act/actor.ts';
import type { ActorOf } from '#platform/act/actor.ts';
import type { Context } from '#platform/act/context.ts';
import { expectProblem } from '#testing/expect-problem.ts';
import { makeIntegration, makeStaff } from '#testing/factories.ts';
import { createPartnerApp } from '#testing/partner-credentials.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { createCredential } from '../create-credential.ts';
import { revokeCredential } from '../revoke-credential.ts';
import { rotateCredential } from '../rotate-credential.ts';
import { listCredentials } from '../to-partner-credential.ts';
import { expireUnopened } from './expire-hand-overs.task.ts';
import { openHandOver, readHandOver } from './open-hand-over.ts';

let system: TestSystem;
let manager: Context<ActorOf<'staff'>>;
let partner: Context;

beforeAll(async () => {
  system = await createTestSystem();
  manager = system.contextFor(await makeStaff(system.db, 'manager'));
  partner = system.contextFor(systemActor('Hand-over link'));
});
afterAll(() => system.close());

const tokenOf = (url: string | undefined): string => url?.split('/handover#')[1] ?? '';
const hoursMs = (hours: number): number => hours * 3_600_000;

async function makeLink(expiresAt: string | null = null) {
  const integrationId = await makeIntegration(system.db);
  const make = { integrationId, mode: 'live' as const, expiresAt, handOver: true };
  const made = await createCredential(manager, make);
  const credentialId = made.credential.id;
  return { integrationId, credentialId, made, token: tokenOf(made.handOver?.url) };
}
const storedOf = (credentialId: string) =>
  system.db
    .selectFrom('credential_hand_over')
    .selectAll()
    .where('credential_id', '=', credentialId)
    .executeTakeFirstOrThrow();
const auditOf = (credentialId: string) =>
  system.db
    .selectFrom('audit_entry')
    .selectAll()
    .where('subject_id', '=', credentialId)
    .orderBy('id')
    .execute();

it('gives a link instead of the secret, and keeps neither in a readable form', async () => {
  const { made, token, credentialId } = await makeLink();
  expect(made.secret).toBeNull();
  expect(token.length).toBeGreaterThanOrEqual(43);
  const { secret } = await openHandOver(partner, { token });
  const kept = JSON.stringify([await storedOf(credentialId), await auditOf(credentialId)]);
  expect(kept).not.toContain(secret);
  expect(kept).not.toContain(token);
});

it('tells what waits without using it up, then shows the secret once and destroys it', async () => {
  const { token, credentialId, integrationId, made } = await makeLink();
  for (const _look of [1, 2]) {
    const facts = await readHandOver(partner, { token });
    expect(facts).toMatchObject({ mode: 'live', sentByName: manager.actor.name });
    expect(JSON.stringify(facts)).not.toContain(made.credential.clientId);
  }
  const opened = await openHandOver(partner, { token });
  expect(opened.clientId).toBe(made.credential.clientId);
  expect(opened.secret.slice(-4)).toBe(made.credential.secretEnd);
  expect(opened.tokenUrl).toMatch(/\/connect\/token$/);
  const problem = await expectProblem(openHandOver(partner, { token }), 'link_ended');
  expect(problem.detail).toContain(`Ask ${manager.actor.name}`);
  await expectProblem(readHandOver(partner, { token }), 'link_ended');
  expect(await storedOf(credentialId)).toMatchObject({ secret_sealed: null });
  expect((await listCredentials(system.db, integrationId))[0]?.handOver?.openedAt).not.toBeNull();
  expect(
    (await auditOf(credentialId)).map(({ action, actor_kind }) => [action, actor_kind]),
  ).toEqual([
    ['credential.create', 'staff'],
    ['credential.open_hand_over', 'system'],
  ]);
});

it('gives the secret to one of two that open at once', async () => {
  const { token } = await makeLink();
  const tries = await Promise.allSettled([1, 2, 3].map(() => openHandOver(partner, { token })));
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

it('works until the last moment of its 24 hours, and destroys the secret after', async () => {
  const { token, credentialId } = await makeLink();
  await expireUnopened(partner);
  system.clock.advance(hoursMs(24) - 1);
  await readHandOver(partner, { token });
  system.clock.advance(1);
  const problem = await expectProblem(openHandOver(partner, { token }), 'link_ended');
  expect(problem.detail).toContain('expired');
  expect((await storedOf(credentialId)).secret_sealed).not.toBeNull();
  await expireUnopened(partner);
  await expireUnopened(partner);
  expect((await storedOf(credentialId)).secret_sealed).toBeNull();
  expect((await auditOf(credentialId)).map(({ action }) => action)).toEqual([
    'credential.create',
    'credential.expire_hand_over',
  ]);
});

it('ends with its credential: revoked, rotated without overlap, or expired', async () => {
  const revoked = await makeLink();
  await revokeCredential(manager, { ...revoked, confirm: true });
  const rotated = await makeLink();
  const renewed = await rotateCredential(manager, { ...rotated, overlapHours: 0, handOver: true });
  const ended = await makeLink(new Date(system.clock.now().getTime() + hoursMs(1)).toISOString());
  system.clock.advance(hoursMs(1));
  for (const { token } of [revoked, rotated, ended]) {
    const problem = await expectProblem(openHandOver(partner, { token }), 'link_ended');
    expect(problem.detail).toContain('withdrawn');
  }
  for (const { credentialId } of [revoked, rotated]) {
    expect((await storedOf(credentialId)).secret_sealed).toBeNull();
  }
  const token = tokenOf(renewed.handOver?.url);
  expect((await openHandOver(partner, { token })).clientId).toBe(renewed.credential.clientId);
});

it('ends with its integration: deleted, and restored as well', async () => {
  const { token, credentialId, integrationId } = await makeLink();
  await deleteIntegration(manager, { id: integrationId, confirmName: undefined });
  const expectEnded = async (): Promise<void> => {
    for (const use of [readHandOver, openHandOver]) {
      const problem = await expectProblem(use(partner, { token }), 'link_ended');
      expect(problem.detail).toContain('withdrawn');
    }
    expect((await storedOf(credentialId)).secret_sealed).toBeNull();
  };
  await expectEnded();
  await restoreIntegration(manager, { id: integrationId, name: undefined });
  await expectEnded();
});

it('opens to nobody signed in, is never cached, and stops who tries made-up links', async () => {
  const app = await createPartnerApp(system);
  const { token } = await makeLink();
  const post = (act: string, body: object) =>
    app.inject({ method: 'POST', url: `/api/handover/${act}`, payload: body });
  const read = await post('read', { token });
  expect([read.statusCode, read.headers['cache-control']]).toEqual([200, 'no-store']);
  for (let tries = 0; tries < 20; tries += 1) {
    const wrong = await post('open', { token: `made-up-${String(tries).padStart(20, '0')}` });
    expect(wrong.statusCode).toBe(404);
  }
  expect((await post('open', { token })).statusCode).toBe(429);
  system.clock.advance(900_000);
  expect((await post('open', { token })).statusCode).toBe(200);
  const used = await post('open', { token });
  expect([used.statusCode, used.headers['cache-control']]).toEqual([410, 'no-store']);
  await app.close();
});
