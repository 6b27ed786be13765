import { sql } from 'kysely';
import { change, noAudit } from '#platform/act/change.ts';
import type { ActorOf } from '#platform/act/actor.ts';
import type { Context } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import {
  makeConnection,
  makeIntegration,
  makeStaff,
  makeTenant,
  makeTenantUser,
} from '#testing/factories.ts';
import type { IntegrationValues } from '#testing/factories.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { startWebhookReceiver } from '#testing/webhook-receiver.ts';
import type { WebhookReceiver } from '#testing/webhook-receiver.ts';
import { deliveryChannel, deliveryQueue } from './delivery-queue.ts';
import { startDeliveryWorker } from './deliver/start-delivery-worker.ts';
import type { DeliveryWorker } from './deliver/start-delivery-worker.ts';
import { publishLeadEvent } from './publish/publish-lead-event.ts';
import type { LeadStatus } from './publish/publish-lead-event.ts';

/** A tenant connected to a partner whose receiver runs, with one lead. Tests only. */
export interface DeliveryFixture extends TestSystem {
  receiver: WebhookReceiver;
  integrationId: string;
  tenantId: string;
  connectionId: string;
  leadId: string;
  office: Context<ActorOf<'tenant'>>;
  manager: Context<ActorOf<'staff'>>;
  makeLead(): Promise<string>;
  /** Publishes in one transaction, in order; returns the ids of the messages. */
  publish(...statuses: LeadStatus[]): Promise<string[]>;
  /** Publishes for leads of their own, a transaction each. */
  publishFor(leadId: string, status?: LeadStatus): Promise<void>;
  startWorker(): Promise<DeliveryWorker>;
  /** Waits until the worker has looked for work after this call: a message of another integration went through. */
  passRound(): Promise<void>;
  /** Turns the time: what waits is due now. */
  makeAllDue(): Promise<void>;
  /** Resolves once the delivery is as asked; rejects after 10 s. */
  waitForDelivery(id: string, wanted: Partial<DeliveryFacts>): Promise<DeliveryFacts>;
}

export interface DeliveryFacts {
  state: string;
  attempts: number;
  last_status: number | null;
  last_error: string | null;
}

const waitMaxMs = 10_000;

export async function createDeliveryFixture(
  values: IntegrationValues = {},
): Promise<DeliveryFixture> {
  const system = await createTestSystem();
  const { db, contextFor } = system;
  const receiver = await startWebhookReceiver();
  const integrationId = await makeIntegration(db, { urlPrefix: receiver.url, ...values });
  const tenantId = await makeTenant(db);
  const { id: connectionId } = await makeConnection(db, { tenantId, integrationId });
  const office = contextFor(await makeTenantUser(db, { tenantId, role: 'office' }));
  const manager = contextFor(await makeStaff(db, 'manager'));
  const makeLead = () => insertLead(system, { tenantId, integrationId, connectionId });
  const leadId = await makeLead();
  const workers: DeliveryWorker[] = [];

  return {
    ...system,
    receiver,
    integrationId,
    tenantId,
    connectionId,
    leadId,
    office,
    manager,
    makeLead,
    async publish(...statuses) {
      await publishStatuses(office, leadId, statuses);
      return readNewest(system, { leadId, count: statuses.length });
    },
    publishFor: (ofLeadId, status = 'Accepted') => publishStatuses(office, ofLeadId, [status]),
    async startWorker() {
      const worker = await startDeliveryWorker(system.services, db);
      workers.push(worker);
      return worker;
    },
    passRound: () => passRound(system, { office, tenantId, receiver }),
    makeAllDue: () => makeAllDue(system),
    waitForDelivery: (id, wanted) => waitForDelivery(system, id, wanted),
    async close() {
      await Promise.all(workers.map((worker) => worker.stop()));
      await receiver.close();
      await system.close();
    },
  };
}

function publishStatuses(
  office: Context<ActorOf<'tenant'>>,
  leadId: string,
  statuses: readonly LeadStatus[],
): Promise<void> {
  const { tenantId } = office.actor;
  return change(office, 'lead.accept', async (tx) => {
    for (const status of statuses) {
      await publishLeadEvent(tx, office, { tenantId, leadId, status, eventData: {} });
    }
    return { value: undefined, audit: noAudit('test') };
  });
}

/** The newest messages of the lead, oldest first. */
async function readNewest(
  { db }: TestSystem,
  { leadId, count }: { leadId: string; count: number },
): Promise<string[]> {
  const rows = await db
    .selectFrom('delivery')
    .select('id')
    .where('lead_id', '=', leadId)
    .orderBy('lead_timestamp', 'desc')
    .limit(count)
    .execute();
  return rows.map((row) => row.id).toReversed();
}

async function passRound(
  system: TestSystem,
  { office, tenantId, receiver }: Pick<DeliveryFixture, 'office' | 'tenantId' | 'receiver'>,
): Promise<void> {
  const { db } = system;
  const integrationId = await makeIntegration(db, { urlPrefix: `${receiver.url}/other` });
  const { id: connectionId } = await makeConnection(db, { tenantId, integrationId });
  const leadId = await insertLead(system, { tenantId, integrationId, connectionId });
  await publishStatuses(office, leadId, ['Accepted']);
  const { id } = await db
    .selectFrom('delivery')
    .select('id')
    .where('integration_id', '=', integrationId)
    .executeTakeFirstOrThrow();
  await waitForDelivery(system, id, { state: 'succeeded' });
}

async function insertLead(
  { db }: TestSystem,
  ids: { tenantId: string; integrationId: string; connectionId: string },
): Promise<string> {
  const id = newId();
  await db
    .insertInto('lead')
    .values({
      id,
      tenant_id: ids.tenantId,
      integration_id: ids.integrationId,
      connection_id: ids.connectionId,
      account_id: 'account-1',
      profile_id: 'profile-1',
      partner_booking_id: `booking-${id}`,
      idempotency_token: id,
    })
    .execute();
  return id;
}

async function makeAllDue({ db }: TestSystem): Promise<void> {
  await sql`update pgboss.job set start_after = now() - interval '1 second'
    where name = ${deliveryQueue.name} and state < 'active'`.execute(db);
  await sql`select pg_notify(${deliveryChannel}, '')`.execute(db);
}

async function waitForDelivery(
  { db }: TestSystem,
  id: string,
  wanted: Partial<DeliveryFacts>,
): Promise<DeliveryFacts> {
  const endMs = performance.now() + waitMaxMs;
  for (;;) {
    const row = await db
      .selectFrom('delivery')
      .select(['state', 'attempts', 'last_status', 'last_error'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const isAsked = Object.entries(wanted).every(
      ([name, value]) => row[name as keyof DeliveryFacts] === value,
    );
    if (isAsked) return row;
    if (performance.now() > endMs) throw new Error(`delivery stays ${JSON.stringify(row)}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
