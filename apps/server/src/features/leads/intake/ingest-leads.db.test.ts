import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { newId } from '#platform/id.ts';
import { expectProblem } from '#testing/expect-problem.ts';
import { makeConnection, makeTenant } from '#testing/factories.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import {
  countRows,
  ingestLead,
  makeBooking,
  makeLeadScene,
  makeOwnWork,
} from '../testing/lead-scene.ts';
import { ingestLeads } from './ingest-leads.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await createTestSystem();
});
afterAll(() => system.close());

const readLead = async (id: string) =>
  system.db.selectFrom('lead').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

describe('taking a booking', () => {
  it('stores one lead with its event, routed, translated and pre-filled, without a warning', async () => {
    const scene = await makeLeadScene(system);
    const booking = makeBooking(scene, { extraDetails: { leadCost: '45.00' } });
    const receipt = await ingestLead(scene.partnerCtx, booking);
    const { partnerBookingId } = booking;
    expect(receipt).toMatchObject({ partnerBookingId, status: 'RECEIVED', warnings: [] });
    expect(await readLead(receipt.bookingId)).toMatchObject({
      tenant_id: scene.tenantId,
      connection_id: scene.connectionId,
      state: 'new',
      version: 1,
      test: false,
      partner_job_type_name: 'Service ac',
      standard_job_type_id: scene.standardJobTypeId,
      tenant_job_type_id: scene.jobTypeId,
      business_unit_id: scene.businessUnitId,
      customer_name: 'Maria Alvarez',
      telephone_e164: '+16025550137',
      extra_details: { leadCost: '45.00' },
    });
    const events = await system.db
      .selectFrom('event')
      .selectAll()
      .where('lead_id', '=', receipt.bookingId)
      .execute();
    expect(events).toMatchObject([{ kind: 'lead.received', tenant_id: scene.tenantId }]);
    expect(JSON.stringify(events)).not.toContain('Alvarez');
  });

  it('leaves open what has more than one choice', async () => {
    const scene = await makeLeadScene(system);
    const { tenantId, standardJobTypeId } = scene;
    await makeOwnWork(system.db, { tenantId, standardJobTypeId });
    const { bookingId, warnings } = await ingestLead(scene.partnerCtx, makeBooking(scene));
    expect(warnings).toEqual([]);
    expect(await readLead(bookingId)).toMatchObject({
      tenant_job_type_id: null,
      business_unit_id: null,
    });
  });

  it('does not pre-fill what the tenant no longer uses', async () => {
    const scene = await makeLeadScene(system);
    const { tenantId, standardJobTypeId, jobTypeId } = scene;
    const second = await makeOwnWork(system.db, { tenantId, standardJobTypeId });
    await system.db
      .updateTable('tenant_job_type')
      .set({ active: false })
      .where('id', '=', jobTypeId)
      .execute();
    const { bookingId } = await ingestLead(scene.partnerCtx, makeBooking(scene));
    expect((await readLead(bookingId)).tenant_job_type_id).toBe(second.jobTypeId);
  });

  it('takes an unknown profile and an unknown service of a known account, naming both', async () => {
    const scene = await makeLeadScene(system);
    const slot = { profileId: 'nowhere', serviceId: 'nothing' };
    const receipt = await ingestLead(scene.partnerCtx, makeBooking(scene, { slot }));
    expect(receipt.warnings).toMatchObject([
      { pointer: '/slot/profileId', code: 'unknown_profile' },
      { pointer: '/slot/serviceId', code: 'unknown_service' },
    ]);
  });

  it('takes a service that nobody mapped yet, neither platform nor tenant', async () => {
    const scene = await makeLeadScene(system);
    const unmapped = makeBooking(scene, { slot: { serviceId: 'unmapped' } });
    expect((await ingestLead(scene.partnerCtx, unmapped)).warnings).toMatchObject([
      { pointer: '/slot/serviceId', code: 'unmapped_service' },
    ]);
    for (const table of ['tenant_mapped_job_type', 'tenant_mapped_business_unit'] as const) {
      await system.db.deleteFrom(table).where('tenant_id', '=', scene.tenantId).execute();
    }
    expect((await ingestLead(scene.partnerCtx, makeBooking(scene))).warnings).toMatchObject([
      { pointer: '/slot/serviceId', code: 'service_not_covered' },
    ]);
  });

  it('keeps text that the database would refuse', async () => {
    const scene = await makeLeadScene(system);
    const booking = makeBooking(scene, {
      description: 'a\0b\ud800c',
      extraDetails: { 'k\0': 'v\0\udc00' },
      [`x\0\ud800`]: 1,
    });
    const { bookingId } = await ingestLead(scene.partnerCtx, booking);
    expect(await readLead(bookingId)).toMatchObject({
      description: 'ab\ufffdc',
      extra_details: { k: 'v\ufffd' },
    });
  });
});

describe('refusing a booking, with nothing stored', () => {
  it('of an unknown account, or one of another integration', async () => {
    const scene = await makeLeadScene(system);
    const other = await makeLeadScene(system);
    for (const accountId of ['nobody', other.accountId]) {
      const booking = makeBooking(scene, { slot: { accountId } });
      const problem = await expectProblem(ingestLead(scene.partnerCtx, booking), 'unknown_account');
      expect(problem.errors).toMatchObject([{ pointer: '/slot/accountId' }]);
    }
    expect(await countRows(system, scene.integrationId)).toEqual({ leads: 0, events: 0 });
  });

  it('without a way to reach the customer, telling of the account in the same answer', async () => {
    const scene = await makeLeadScene(system);
    const unreachable = makeBooking(scene, {
      userInformation: { name: 'Maria', email: ' ' },
    });
    const problem = await expectProblem(
      ingestLead(scene.partnerCtx, unreachable),
      'validation_failed',
    );
    expect(problem.errors.map(({ pointer }) => pointer)).toEqual(['/userInformation']);
    const worse = makeBooking(scene, {
      slot: { accountId: 'nobody' },
      userInformation: { telephone: 'call me', email: 'maria' },
    });
    const both = await expectProblem(ingestLead(scene.partnerCtx, worse), 'validation_failed');
    expect(both.errors.map(({ pointer }) => pointer)).toEqual([
      '/slot/accountId',
      '/userInformation/telephone',
      '/userInformation/email',
    ]);
    expect(await countRows(system, scene.integrationId)).toEqual({ leads: 0, events: 0 });
  });

  it('of an integration that is not active', async () => {
    for (const status of ['draft', 'inactive'] as const) {
      const scene = await makeLeadScene(system, { status });
      await expectProblem(ingestLead(scene.partnerCtx, makeBooking(scene)), 'integration_inactive');
      expect(await countRows(system, scene.integrationId)).toEqual({ leads: 0, events: 0 });
    }
  });

  it('of an account that is disconnected, until another tenant connects it', async () => {
    const scene = await makeLeadScene(system);
    await system.db
      .updateTable('connection')
      .set({ state: 'disconnected' })
      .where('id', '=', scene.connectionId)
      .execute();
    const booking = makeBooking(scene);
    await expectProblem(ingestLead(scene.partnerCtx, booking), 'account_disconnected');
    const tenantId = await makeTenant(system.db);
    const { integrationId, accountId } = scene;
    await makeConnection(system.db, { tenantId, integrationId, accountId });
    const { bookingId } = await ingestLead(scene.partnerCtx, booking);
    expect((await readLead(bookingId)).tenant_id).toBe(tenantId);
  });

  it('of a tenant that is not active, or has no access any more', async () => {
    const scene = await makeLeadScene(system);
    const { integrationId, tenantId } = scene;
    const setAccess = async (mode: 'all' | 'specific') =>
      system.db
        .updateTable('integration_tenant_access')
        .set({ mode })
        .where('integration_id', '=', integrationId)
        .execute();
    await setAccess('specific');
    await expectProblem(ingestLead(scene.partnerCtx, makeBooking(scene)), 'access_withdrawn');
    await setAccess('all');
    await system.db
      .updateTable('tenant')
      .set({ active: false })
      .where('id', '=', tenantId)
      .execute();
    await expectProblem(ingestLead(scene.partnerCtx, makeBooking(scene)), 'account_disconnected');
    expect(await countRows(system, integrationId)).toEqual({ leads: 0, events: 0 });
  });
});

describe('bookings that wait at the same moment', () => {
  it('are answered each in its place, whichever partner sent them and whatever is wrong with others', async () => {
    const [one, two] = [await makeLeadScene(system), await makeLeadScene(system)];
    const known = makeBooking(one);
    const first = await ingestLead(one.partnerCtx, known);
    const twin = makeBooking(one);
    const other = makeBooking(two);
    const announce = vi.fn();
    const answers = await ingestLeads(
      [
        { ctx: one.partnerCtx, booking: twin },
        { ctx: one.partnerCtx, booking: { ...twin, slot: { ...twin.slot, accountId: 'nobody' } } },
        { ctx: two.partnerCtx, booking: other },
        { ctx: one.partnerCtx, booking: twin },
        { ctx: one.partnerCtx, booking: known },
        { ctx: one.partnerCtx, booking: { ...twin, description: 'Another text' } },
        { ctx: one.partnerCtx, booking: { ...twin, idempotencyToken: newId() } },
      ],
      announce,
    );
    expect(answers).toMatchObject([
      { status: 'RECEIVED', partnerBookingId: twin.partnerBookingId },
      // Its token is taken by then: refusals come after what was taken.
      { code: 'idempotency_conflict' },
      { status: 'RECEIVED', partnerBookingId: other.partnerBookingId },
      answers[0],
      first,
      { code: 'idempotency_conflict' },
      { code: 'duplicate_booking' },
    ]);
    expect(announce.mock.lastCall?.[0]).toMatchObject([{ booking: twin }, { booking: other }]);
    expect(await countRows(system, one.integrationId)).toEqual({ leads: 2, events: 2 });
    expect(await countRows(system, two.integrationId)).toEqual({ leads: 1, events: 1 });
  });
});
