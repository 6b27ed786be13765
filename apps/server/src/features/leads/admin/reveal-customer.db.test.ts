import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '#platform/act/context.ts';
import type { ActorOf } from '#platform/act/actor.ts';
import type { Identity } from '#platform/http/caller.ts';
import { createApp } from '#platform/http/create-app.ts';
import { newId } from '#platform/id.ts';
import { expectProblem } from '#testing/expect-problem.ts';
import { makeStaff } from '#testing/factories.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { adminLeadRoutes } from '../index.ts';
import { makeLead, makeLeadScene } from '../testing/lead-scene.ts';
import { revealCustomer } from './reveal-customer.ts';

let system: TestSystem;
let app: FastifyInstance;
let manager: Context<ActorOf<'staff'>>;
let viewer: Context<ActorOf<'staff'>>;
let caller: Identity;
const nobody = () => Promise.reject(new Error('no partner calls here'));

beforeAll(async () => {
  system = await createTestSystem();
  manager = system.contextFor(await makeStaff(system.db, 'manager'));
  viewer = system.contextFor(await makeStaff(system.db, 'viewer'));
  caller = { kind: 'api_key', id: newId(), name: 'Key', role: 'viewer' };
  app = await createApp({
    services: system.services,
    db: system.db,
    routes: [adminLeadRoutes],
    callers: { identify: async () => caller, identifyPartner: nobody },
  });
});
afterAll(async () => {
  await app.close();
  await system.close();
});

describe('reveal', () => {
  it('tells a manager who the customer is, and is audited with lead and reason', async () => {
    const scene = await makeLeadScene(system);
    const { leadId } = await makeLead(scene, { extraDetails: { leadCost: '45.00', tier: 'Gold' } });
    const revealed = await revealCustomer(manager, { leadId, reason: 'partner_question' });
    expect(revealed).toMatchObject({
      customerName: 'Maria Alvarez',
      telephone: '+16025550137',
      email: 'maria.alvarez@example.com',
      streetAddress: '4821 E Cactus Rd',
      description: 'Upstairs AC blows warm air.',
      extraDetails: [{ label: 'Lead cost', value: '45.00' }],
      otherDetails: [{ label: 'tier', value: 'Gold' }],
    });
    await revealCustomer(manager, { leadId, reason: null });
    const audit = await system.db
      .selectFrom('audit_entry')
      .select(['action', 'tenant_id', 'integration_id', 'actor_id', 'after'])
      .where('subject_kind', '=', 'lead')
      .where('subject_id', '=', leadId)
      .orderBy('id')
      .execute();
    const entry = {
      action: 'lead.reveal_customer',
      tenant_id: scene.tenantId,
      integration_id: scene.integrationId,
      actor_id: manager.actor.id,
    };
    expect(audit).toEqual([
      { ...entry, after: { reason: 'partner_question' } },
      { ...entry, after: null },
    ]);
  });

  it('refuses viewers and offices, and answers 404 for a lead that is not there', async () => {
    const scene = await makeLeadScene(system);
    const { leadId } = await makeLead(scene);
    for (const ctx of [viewer, scene.officeCtx]) {
      await expectProblem(revealCustomer(ctx, { leadId, reason: null }), 'forbidden');
    }
    await expectProblem(revealCustomer(manager, { leadId: newId(), reason: null }), 'not_found');
  });

  it('is not kept by any cache, and takes no reason of its own words', async () => {
    const scene = await makeLeadScene(system);
    const { leadId } = await makeLead(scene);
    caller = { kind: 'api_key', id: newId(), name: 'Key', role: 'manager' };
    const post = (payload: object) =>
      app.inject({ method: 'POST', url: `/api/admin/leads/${leadId}/reveal`, payload });
    const reply = await post({});
    expect([reply.statusCode, reply.headers['cache-control']]).toEqual([200, 'no-store']);
    expect((await post({ reason: 'Because Maria called' })).statusCode).toBe(422);
  });
});
