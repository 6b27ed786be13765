import { Client } from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { change, noAudit } from '#platform/act/change.ts';
import { systemActor } from '#platform/act/actor.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { makePartnerJobType, makeTrade } from '#testing/factories.ts';
import { newId } from '#platform/id.ts';
import { liveChannel } from '#platform/live/send-hint.ts';
import { createDeliveryFixture } from '../delivery-fixture.ts';
import type { DeliveryFixture } from '../delivery-fixture.ts';
import { compareServices } from './compare-services.task.ts';
import { publishAccountEvent } from './publish-account-event.ts';
import { publishLeadEvent } from './publish-lead-event.ts';
import { publishProfilesEvent } from './publish-profiles-event.ts';
import { publishServicesEvent } from './publish-services-event.ts';
import { sendPairingRequest } from './send-pairing-request.ts';

let fixture: DeliveryFixture;
beforeEach(async () => {
  fixture = await createDeliveryFixture();
});
afterEach(async () => fixture.close());

const act = (work: (tx: Tx, ctx: Context) => Promise<void>) =>
  change(fixture.office, 'lead.accept', async (tx) => {
    await work(tx, fixture.office);
    return { value: undefined, audit: noAudit('test') };
  });

async function readDeliveries() {
  const rows = await fixture.db.selectFrom('delivery').selectAll().orderBy('id').execute();
  return rows.map((row) => ({ ...row, json: JSON.parse(row.body) as Record<string, unknown> }));
}

const key = () => ({ tenantId: fixture.tenantId, connectionId: fixture.connectionId });

describe('publishLeadEvent', () => {
  it('has exactly the documented keys', async () => {
    const { tenantId, leadId, receiver } = fixture;
    await act((tx, ctx) =>
      publishLeadEvent(tx, ctx, {
        tenantId,
        leadId,
        status: 'AppointmentScheduled',
        eventData: { scheduledStartTimestamp: 1_658_401_320 },
      }),
    );
    const [delivery] = await readDeliveries();
    expect(delivery).toMatchObject({ url: `${receiver.url}/leads/appointment_scheduled` });
    expect(delivery?.json).toEqual({
      partnerBookingId: `booking-${leadId}`,
      accountId: 'account-1',
      profileId: 'profile-1',
      statusUpdateId: delivery?.id,
      status: 'AppointmentScheduled',
      timestamp: expect.any(Number) as number,
      eventData: {
        scheduledStartTimestamp: 1_658_401_320,
        leadDeliveredTimestamp: expect.any(Number) as number,
      },
    });
    expect(Math.abs(Number(delivery?.json['timestamp']) - Date.now() / 1_000)).toBeLessThan(60);
  });

  it('exists only when the act is committed', async () => {
    const { tenantId, leadId } = fixture;
    const failing = act(async (tx, ctx) => {
      await publishLeadEvent(tx, ctx, { tenantId, leadId, status: 'Accepted', eventData: {} });
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    expect(await readDeliveries()).toEqual([]);
    expect(await fixture.services.queue.boss.fetch('webhook-deliveries')).toEqual([]);
  });

  it.each([
    ['lead_accept', 'Accepted'],
    ['lead_decline', 'Declined'],
    ['lead_appointments', 'AppointmentRescheduled'],
    ['lead_appointments', 'AppointmentCanceled'],
    ['lead_invoice', 'Invoiced'],
  ] as const)('does nothing while %s is off', async (column, status) => {
    await fixture.db
      .updateTable('integration_webhooks')
      .set({ [column]: false })
      .execute();
    await fixture.publishFor(fixture.leadId, status);
    expect(await readDeliveries()).toEqual([]);
    const [lead] = await fixture.db.selectFrom('lead').select('last_event_timestamp').execute();
    expect(lead?.last_event_timestamp).toBe(0);
  });

  it('does nothing once the integration is deleted', async () => {
    await fixture.db.updateTable('integration').set({ deleted_at: new Date() }).execute();
    await fixture.publish('Accepted');
    expect(await readDeliveries()).toEqual([]);
  });
});

describe('publishAccountEvent', () => {
  it('tells of the tenant, also while the integration is being deleted', async () => {
    const { tenantId, connectionId, receiver } = fixture;
    await fixture.db.updateTable('integration').set({ deleted_at: new Date() }).execute();
    await act((tx, ctx) => publishAccountEvent(tx, ctx, { ...key(), status: 'DISCONNECTED' }));
    const [delivery] = await readDeliveries();
    expect(delivery?.url).toBe(`${receiver.url}/accounts/updated`);
    expect(delivery?.json).toMatchObject({
      statusUpdateId: delivery?.id,
      accountId: `account-${connectionId}`,
      requestId: connectionId,
      status: 'DISCONNECTED',
      tenant: { id: tenantId, address: { locality: 'Phoenix', country: 'US' } },
    });
    expect(delivery?.body).not.toContain('addressLine2');
  });

  it('does nothing while the webhook is off', async () => {
    await fixture.db.updateTable('integration_webhooks').set({ accounts: false }).execute();
    await act((tx, ctx) => publishAccountEvent(tx, ctx, { ...key(), status: 'CONNECTED' }));
    expect(await readDeliveries()).toEqual([]);
  });
});

it('publishProfilesEvent names every profile with whether it is active', async () => {
  await act((tx, ctx) => publishProfilesEvent(tx, ctx, key()));
  const [delivery] = await readDeliveries();
  expect(delivery?.json).toMatchObject({
    profiles: [{ id: `profile-${fixture.connectionId}`, name: 'Profile', active: true }],
  });
});

describe('services', () => {
  let jobTypeId: string;
  beforeEach(async () => {
    const { db, integrationId } = fixture;
    const { jobTypeIds } = await makeTrade(db);
    jobTypeId = jobTypeIds[0];
    await makePartnerJobType(db, { integrationId, partnerId: 's-1', standardJobTypeId: jobTypeId });
    await makePartnerJobType(db, { integrationId, partnerId: 's-2', standardJobTypeId: null });
  });

  const mapJobType = async () => {
    const { db, tenantId } = fixture;
    const id = newId();
    const named = { tenant_id: tenantId, id, external_id: id, name: 'Repair' };
    await db.insertInto('tenant_job_type').values(named).execute();
    await db
      .insertInto('tenant_mapped_job_type')
      .values({ tenant_id: tenantId, standard_job_type_id: jobTypeId, tenant_job_type_id: id })
      .execute();
  };
  const compare = () =>
    compareServices.run(fixture.contextFor(systemActor('worker')), { tenantId: fixture.tenantId });

  it('are active where partner and tenant map the same standard job type', async () => {
    await mapJobType();
    await act((tx, ctx) => publishServicesEvent(tx, ctx, key()));
    const [delivery] = await readDeliveries();
    expect(delivery?.json).toMatchObject({
      profileId: `profile-${fixture.connectionId}`,
      services: [
        { serviceId: 's-1', active: true },
        { serviceId: 's-2', active: false },
      ],
    });
  });

  it('are told again by the comparison only when they changed', async () => {
    await act((tx, ctx) => publishServicesEvent(tx, ctx, key()));
    await compare();
    expect(await readDeliveries()).toHaveLength(1);
    await mapJobType();
    await compare();
    await compare();
    const told = await readDeliveries();
    expect(told).toHaveLength(2);
    expect(told[1]?.json).toMatchObject({ services: [{ active: true }, { active: false }] });
  });

  it('are those that the profile is limited to', async () => {
    await fixture.db
      .updateTable('connection_profile')
      .set({ service_ids: ['s-2'] })
      .execute();
    await act((tx, ctx) => publishServicesEvent(tx, ctx, key()));
    const [delivery] = await readDeliveries();
    expect(delivery?.json).toMatchObject({ services: [{ serviceId: 's-2' }] });
  });
});

describe('sendPairingRequest', () => {
  beforeEach(async () => {
    const { db, integrationId, receiver } = fixture;
    const urls = { integration_id: integrationId, pairing_url: `${receiver.url}/pair?v=1` };
    await db.insertInto('integration_urls').values(urls).execute();
    await db.updateTable('connection').set({ state: 'pending', account_id: null }).execute();
  });

  it('goes exactly to the Partner Pairing URL under the request id, and shows as sent', async () => {
    const { connectionId, tenantId, receiver, db } = fixture;
    await act((tx, ctx) => sendPairingRequest(tx, ctx, key()));
    await fixture.startWorker();
    const [webhook] = await receiver.waitFor(1);
    expect(webhook).toMatchObject({ id: connectionId, path: '/hooks/pair?v=1' });
    expect(webhook?.body).toMatchObject({ requestId: connectionId, tenant: { id: tenantId } });
    await fixture.waitForDelivery(connectionId, { state: 'succeeded' });
    const [connection] = await db.selectFrom('connection').select('pairing_sent_at').execute();
    expect(connection?.pairing_sent_at).toBeInstanceOf(Date);
  });

  it('hints to the page that follows it after every try, also one that failed', async () => {
    const { connectionId: id, tenantId, integrationId, receiver } = fixture;
    const client = new Client({ connectionString: fixture.database.url });
    await client.connect();
    const hints: unknown[] = [];
    client.on('notification', ({ payload }) => hints.push(JSON.parse(payload ?? '')));
    await client.query(`listen ${liveChannel}`);
    receiver.plan({ status: 503 });
    await act((tx, ctx) => sendPairingRequest(tx, ctx, key()));
    await fixture.startWorker();
    await fixture.waitForDelivery(id, { state: 'waiting', attempts: 1 });
    const hint = { topic: 'connections', id, tenantId, integrationId };
    await vi.waitFor(() => expect(hints).toContainEqual(hint));
    await client.end();
  });

  it('is renewed when it is sent again', async () => {
    const { connectionId, receiver } = fixture;
    await act((tx, ctx) => sendPairingRequest(tx, ctx, key()));
    await fixture.startWorker();
    await fixture.waitForDelivery(connectionId, { state: 'succeeded', attempts: 1 });
    await act((tx, ctx) => sendPairingRequest(tx, ctx, key()));
    await fixture.waitForDelivery(connectionId, { state: 'succeeded', attempts: 2 });
    expect(receiver.received).toHaveLength(2);
  });

  it('is not sent any more once the connection is over', async () => {
    const { connectionId, db, receiver } = fixture;
    await act((tx, ctx) => sendPairingRequest(tx, ctx, key()));
    await db.updateTable('connection').set({ state: 'failed' }).execute();
    await fixture.startWorker();
    const { last_error } = await fixture.waitForDelivery(connectionId, { state: 'failed' });
    expect(last_error).toContain('the connection is failed');
    expect(receiver.received).toHaveLength(0);
  });
});
