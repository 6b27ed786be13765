import type { Capacity } from '@leads/contract/capacity';
import { change, noAudit } from '#platform/act/change.ts';
import { systemActor } from '#platform/act/actor.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import { makePartnerJobType, makeTrade } from '#testing/factories.ts';
import { createDeliveryFixture } from '../../delivery-fixture.ts';
import type { DeliveryFixture } from '../../delivery-fixture.ts';
import { parseAvailability } from './availability-body.ts';
import type { StoredAvailability } from './availability-body.ts';
import { availabilityPath } from './changed-days.ts';
import { compareAvailability } from './compare-availability.task.ts';

/** A connected tenant whose one business unit does the partner's service `ac`. Tests only. */
export interface AvailabilityFixture extends DeliveryFixture {
  unitId: string;
  profileId: string;
  standardJobTypeId: string;
  worker: Context;
  /** Sets the windows of every day, as if saved. */
  setDaily(...windows: { from: string; to: string; spots: number }[]): Promise<void>;
  /** Gives a new lead an appointment; answers its id. */
  book(at: Date, unitId?: string): Promise<string>;
  unbook(leadId: string): Promise<void>;
  compare(): Promise<void>;
  act(work: (tx: Tx, ctx: Context) => Promise<void>): Promise<void>;
  /** The messages, oldest first. */
  messages(): Promise<(StoredAvailability & MessageFacts)[]>;
}

interface MessageFacts {
  id: string;
  state: string;
  nextAttemptAt: Date | null;
}

export async function createAvailabilityFixture(): Promise<AvailabilityFixture> {
  const fixture = await createDeliveryFixture();
  const { db, tenantId, integrationId, connectionId } = fixture;
  const { jobTypeIds } = await makeTrade(db);
  const standardJobTypeId = jobTypeIds[0];
  await makePartnerJobType(db, { integrationId, partnerId: 'ac', standardJobTypeId });
  const unitId = await makeUnit(fixture, standardJobTypeId);
  const worker = fixture.contextFor(systemActor('worker'));
  return {
    ...fixture,
    unitId,
    profileId: `profile-${connectionId}`,
    standardJobTypeId,
    worker,
    setDaily: (...windows) => setDaily(fixture, { unitId, windows }),
    async book(at, ofUnit = unitId) {
      const leadId = await fixture.makeLead();
      await db
        .updateTable('lead')
        .set({ state: 'scheduled', appointment_start_at: at, business_unit_id: ofUnit })
        .where('id', '=', leadId)
        .execute();
      return leadId;
    },
    async unbook(leadId) {
      const set = { state: 'accepted', appointment_start_at: null };
      await db.updateTable('lead').set(set).where('id', '=', leadId).execute();
    },
    compare: () => compareAvailability.run(fixture.contextFor(systemActor('worker')), { tenantId }),
    act: (work) =>
      change(worker, 'availability.announce', async (tx) => {
        await work(tx, worker);
        return { value: undefined, audit: noAudit('test') };
      }),
    messages: () => readMessages(fixture),
  };
}

/** A business unit of the tenant that does the standard job type, by a job type of its own. */
export async function makeUnit(
  { db, tenantId }: Pick<DeliveryFixture, 'db' | 'tenantId'>,
  standardJobTypeId: string,
): Promise<string> {
  const id = newId();
  const own = { tenant_id: tenantId, id, external_id: id, name: `Own ${id}` };
  await db.insertInto('business_unit').values(own).execute();
  await db.insertInto('tenant_job_type').values(own).execute();
  const mapped = { tenant_id: tenantId, standard_job_type_id: standardJobTypeId };
  await db
    .insertInto('tenant_mapped_job_type')
    .values({ ...mapped, tenant_job_type_id: id })
    .execute();
  await db
    .insertInto('tenant_mapped_business_unit')
    .values({ ...mapped, business_unit_id: id })
    .execute();
  return id;
}

export async function setDaily(
  { db, tenantId }: Pick<DeliveryFixture, 'db' | 'tenantId'>,
  { unitId, windows }: { unitId: string; windows: Capacity['week'][number]['windows'] },
): Promise<void> {
  const unit = { tenant_id: tenantId, business_unit_id: unitId };
  await db
    .insertInto('business_unit_capacity')
    .values({ ...unit, version: 1 })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await db.deleteFrom('capacity_window').where('business_unit_id', '=', unitId).execute();
  const rows = [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) =>
    windows.map(({ from, to, spots }) => ({
      ...unit,
      weekday,
      start_minute: minuteOf(from),
      end_minute: minuteOf(to),
      spots,
    })),
  );
  if (rows.length > 0) await db.insertInto('capacity_window').values(rows).execute();
}

const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

async function readMessages({ db }: DeliveryFixture) {
  const rows = await db
    .selectFrom('delivery')
    .select(['id', 'state', 'body', 'next_attempt_at as nextAttemptAt'])
    .where('path', '=', availabilityPath)
    .orderBy('id')
    .execute();
  return rows.map(({ body, ...row }) => ({ ...row, ...parseAvailability(body) }));
}
