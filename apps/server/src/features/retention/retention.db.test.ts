import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Booking } from '@leads/contract/bookings';
import { systemActor } from '#platform/act/actor.ts';
import { newId } from '#platform/id.ts';
import { acceptLead } from '#features/leads/acts/accept-lead.ts';
import {
  bookingBody,
  ingestLead,
  makeLead,
  makeLeadScene,
} from '#features/leads/testing/lead-scene.ts';
import { makeIntegration, makeUser } from '#testing/factories.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { applyRetention } from './apply-retention.task.ts';
import { leastIdOf } from './remove-piece.ts';
import { retentionRules } from './retention-rules.ts';
import { runRules } from './run-rules.ts';

const dayMs = 86_400_000;
let system: TestSystem;
beforeAll(async () => {
  system = await createTestSystem({ LEAD_RETENTION_DAYS: '100' });
});
afterAll(() => system.close());

const ctx = () => system.contextFor(systemActor('worker'));
/** An instant so many days and milliseconds before now. */
const ago = (days: number, ms = 0) => new Date(system.clock.now().getTime() - days * dayMs - ms);

async function run(rule: string): Promise<void> {
  const rules = retentionRules.filter(({ name }) => name === rule);
  await runRules(ctx(), { rules, isOver: () => false, rowsPerPiece: 2 });
}

describe('what happened and who did it', () => {
  it('goes after seven years, events only once no message tells of them', async () => {
    const integrationId = await makeIntegration(system.db);
    const years = 2557;
    const make = async (at: Date) => {
      const id = `${leastIdOf(at).slice(0, 14)}${newId().slice(14)}`;
      const common = { id, at, integration_id: integrationId };
      await system.db
        .insertInto('event')
        .values({ ...common, kind: 'k' })
        .execute();
      await system.db
        .insertInto('audit_entry')
        .values({
          ...common,
          actor_kind: 'system',
          actor_name: 'x',
          action: 'demo.seed',
          subject_kind: 'x',
          subject_id: id,
        })
        .execute();
      return id;
    };
    await make(ago(years, 1));
    const atEdge = await make(ago(years));
    const toldOf = await make(ago(years + 9));
    await system.db
      .insertInto('delivery')
      .values({
        id: newId(),
        event_id: toldOf,
        integration_id: integrationId,
        path: '/x',
        url: 'https://partner.example/x',
        prefix: 'https://partner.example',
        body: '{}',
      })
      .execute();
    await run('event');
    await run('audit_entry');
    const ids = async (table: 'event' | 'audit_entry') =>
      (
        await system.db
          .selectFrom(table)
          .select('id')
          .where('integration_id', '=', integrationId)
          .where('at', '<', ago(1))
          .orderBy('id')
          .execute()
      ).map(({ id }) => id);
    expect(await ids('event')).toEqual([toldOf, atEdge]);
    expect(await ids('audit_entry')).toEqual([atEdge]);
  });
});

it('refused calls go after 30 days, and not before', async () => {
  const integrationId = await makeIntegration(system.db);
  const make = async (at: Date) => {
    const id = newId();
    await system.db
      .insertInto('refused_request')
      .values({
        id,
        at,
        integration_id: integrationId,
        method: 'POST',
        path: '/x',
        status: 422,
        code: 'x',
        title: 'x',
        detail: 'x',
        errors: '[]',
        request_id: id,
        duration_ms: 1,
        test: false,
      })
      .execute();
    return id;
  };
  await make(ago(30, 1));
  const newer = await make(ago(30));
  await run('refused_request');
  const left = await system.db.selectFrom('refused_request').select('id').execute();
  expect(left.map(({ id }) => id)).toEqual([newer]);
});

it('sessions and links that ended long enough ago go, living ones stay', async () => {
  const userId = await makeUser(system.db, 'staff');
  const session = (token: string, expiresAt: Date) =>
    system.db
      .insertInto('sign_in_session')
      .values({ id: newId(), token, user_id: userId, expires_at: expiresAt })
      .execute();
  const link = (hash: string, expiresAt: Date) =>
    system.db
      .insertInto('sign_in_link')
      .values({
        id: newId(),
        token_hash: hash,
        user_id: userId,
        purpose: 'reset',
        expires_at: expiresAt,
      })
      .execute();
  await session('ended', ago(1, 1));
  await session('living', ago(-1));
  await link('ended', ago(30, 1));
  await link('lately', ago(30));
  await applyRetention.run(ctx(), {});
  const sessions = await system.db.selectFrom('sign_in_session').select('token').execute();
  const links = await system.db.selectFrom('sign_in_link').select('token_hash').execute();
  expect(sessions).toEqual([{ token: 'living' }]);
  expect(links).toEqual([{ token_hash: 'lately' }]);
});

describe('leads', () => {
  const age = async (leadId: string, days: number) =>
    system.db
      .updateTable('lead')
      .set({ received_at: ago(days), updated_at: ago(days, 1) })
      .where('id', '=', leadId)
      .execute();
  const isErased = async (leadId: string) =>
    (
      await system.db
        .selectFrom('lead')
        .select('erased_at')
        .where('id', '=', leadId)
        .executeTakeFirstOrThrow()
    ).erased_at !== null;

  it('are erased, audited, when nobody changed them for so long; young and awaited ones are not', async () => {
    const scene = await makeLeadScene(system);
    const old = (await makeLead(scene)).leadId;
    const young = (await makeLead(scene)).leadId;
    const acted = (await makeLead(scene)).leadId;
    const awaited = (await makeLead(scene)).leadId;
    await age(old, 101);
    await age(young, 99);
    await age(acted, 101);
    await age(awaited, 101);
    await system.db
      .updateTable('lead')
      .set({ updated_at: ago(3) })
      .where('id', '=', acted)
      .execute();
    await system.db
      .updateTable('lead')
      .set({ appointment_start_at: ago(-1) })
      .where('id', '=', awaited)
      .execute();
    await run('lead');
    await run('lead');
    const erased = await Promise.all([old, young, acted, awaited].map(isErased));
    expect(erased).toEqual([true, false, false, false]);
    const audit = await system.db
      .selectFrom('audit_entry')
      .select(['action', 'actor_kind', 'actor_name'])
      .where('subject_id', '=', old)
      .where('action', '=', 'lead.erase')
      .execute();
    expect(audit).toEqual([{ action: 'lead.erase', actor_kind: 'system', actor_name: 'worker' }]);
  });

  it('that were erased still tell a repeated booking from a new one', async () => {
    const scene = await makeLeadScene(system);
    const body = bookingBody(scene);
    const { bookingId } = await ingestLead(scene.partnerCtx, Booking.parse(body));
    await age(bookingId, 400);
    await run('lead');
    expect(await isErased(bookingId)).toBe(true);
    await expect(
      ingestLead(scene.partnerCtx, Booking.parse({ ...body, idempotencyToken: newId() })),
    ).rejects.toMatchObject({
      code: 'duplicate_booking',
    });
  });

  it('are kept for ever unless a time is set', async () => {
    const scene = await makeLeadScene(system);
    const { leadId } = await makeLead(scene);
    await age(leadId, 9_999);
    const rule = retentionRules.filter(({ name }) => name === 'lead');
    const kept = { ...ctx(), config: { ...ctx().config, LEAD_RETENTION_DAYS: undefined } };
    await runRules(kept, { rules: rule, isOver: () => false });
    expect(await isErased(leadId)).toBe(false);
    await acceptLead(scene.officeCtx, { tenantId: scene.tenantId, leadId, version: 1 });
  });
});
