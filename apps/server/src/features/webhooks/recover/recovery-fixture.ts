import { sql } from 'kysely';
import { createDeliveryFixture } from '../delivery-fixture.ts';
import type { DeliveryFixture } from '../delivery-fixture.ts';
import { deliveryQueue } from '../delivery-queue.ts';

/** A delivery fixture with messages that ended without success. Tests only. */
export interface RecoveryFixture extends DeliveryFixture {
  publishOne(): Promise<string>;
  /** A message that ended without success, as the worker would have left it. */
  failOne(status?: number): Promise<string>;
  /** Copies a failed message: many are quicker made so than published. */
  multiply(id: string, count: number): Promise<void>;
}

export async function createRecoveryFixture(): Promise<RecoveryFixture> {
  const fixture = await createDeliveryFixture();
  return {
    ...fixture,
    publishOne: () => publishOne(fixture),
    failOne: async (status) => makeFailed(fixture, { id: await publishOne(fixture), status }),
    multiply: (id, count) => multiply(fixture, { id, count }),
  };
}

export const dayAgo = (): string => new Date(Date.now() - 24 * 3600_000).toISOString();

async function publishOne(fixture: DeliveryFixture): Promise<string> {
  const leadId = await fixture.makeLead();
  await fixture.publishFor(leadId);
  const { id } = await fixture.db
    .selectFrom('delivery')
    .select('id')
    .where('lead_id', '=', leadId)
    .executeTakeFirstOrThrow();
  return id;
}

async function makeFailed(
  { db }: DeliveryFixture,
  { id, status = 503 }: { id: string; status?: number | undefined },
): Promise<string> {
  await sql`update delivery set state = 'failed', attempts = 1, last_status = ${status},
    last_reason = 'http_' || ${status}::text, first_attempt_at = now(), finished_at = now(),
    next_attempt_at = null where id = ${id}`.execute(db);
  await sql`insert into delivery_attempt (delivery_id, number, started_at, duration_ms, status)
    values (${id}, 1, now(), 1, ${status})`.execute(db);
  await sql`delete from pgboss.job
    where name = ${deliveryQueue.name} and singleton_key = ${id}`.execute(db);
  return id;
}

async function multiply(
  { db }: DeliveryFixture,
  { id, count }: { id: string; count: number },
): Promise<void> {
  await sql`insert into delivery (id, event_id, integration_id, tenant_id, path, url, prefix, body, state,
      attempts, last_status, last_reason, created_at, finished_at)
    select gen_random_uuid(), event_id, integration_id, tenant_id, path, url, prefix, body, state,
      attempts, last_status, last_reason, created_at + n * interval '1 microsecond', finished_at
    from delivery, generate_series(1, ${count}::int) n where id = ${id}`.execute(db);
}
