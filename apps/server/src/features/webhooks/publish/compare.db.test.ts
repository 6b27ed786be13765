import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { change, noAudit } from '#platform/act/change.ts';
import { systemActor } from '#platform/act/actor.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import {
  makeConnection,
  makeIntegration,
  makePartnerJobType,
  makeTenant,
  makeTrade,
} from '#testing/factories.ts';
import { createDeliveryFixture } from '../delivery-fixture.ts';
import type { DeliveryFixture } from '../delivery-fixture.ts';
import { announceAccounts, enqueueAccountsComparison } from './announce-accounts.task.ts';
import { compareServices } from './compare-services.task.ts';
import { publishAccountEvent } from './publish-account-event.ts';

let fixture: DeliveryFixture;
let worker: Context<ReturnType<typeof systemActor>>;
beforeEach(async () => {
  fixture = await createDeliveryFixture();
  worker = fixture.contextFor(systemActor('worker'));
});
afterEach(async () => fixture.close());

const act = (work: (tx: Tx) => Promise<void>) =>
  change(worker, 'accounts.announce', async (tx) => {
    await work(tx);
    return { value: undefined, audit: noAudit('test') };
  });

async function readBodies(path: string) {
  const rows = await fixture.db
    .selectFrom('delivery')
    .select('body')
    .where('path', '=', path)
    .orderBy('id')
    .execute();
  return rows.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
}

describe('a changed tenant', () => {
  const compare = (tenantIds = [fixture.tenantId]) => announceAccounts.run(worker, { tenantIds });
  const connected = () => {
    const { tenantId, connectionId } = fixture;
    return act((tx) =>
      publishAccountEvent(tx, worker, { tenantId, connectionId, status: 'CONNECTED' }),
    );
  };
  const rename = (set: object) =>
    fixture.db.updateTable('tenant').set(set).where('id', '=', fixture.tenantId).execute();

  it.each([
    [{ name: 'Renamed' }, { name: 'Renamed' }],
    [{ telephone: '+16025550199' }, { telephone: '+16025550199' }],
    [{ email: 'new@example.com' }, { email: 'new@example.com' }],
    [{ street_address: '2 Main St' }, { address: { streetAddress: '2 Main St' } }],
  ])('is told once, with the whole body: %j', async (set, tenant) => {
    await connected();
    await rename(set);
    await compare();
    await compare();
    const bodies = await readBodies('/accounts/updated');
    expect(bodies).toHaveLength(2);
    expect(bodies[1]).toMatchObject({
      accountId: `account-${fixture.connectionId}`,
      requestId: fixture.connectionId,
      status: 'CONNECTED',
      tenant: { id: fixture.tenantId, ...tenant },
    });
  });

  it('is not told when nothing that partners see of it changed', async () => {
    await connected();
    await rename({ currency: 'CAD', time_zone: 'America/Toronto' });
    await compare();
    expect(await readBodies('/accounts/updated')).toHaveLength(1);
  });

  it('is told to each partner that it is connected to and that listens, and to nobody else', async () => {
    const { db, tenantId } = fixture;
    const listening = await makeIntegration(db);
    const deaf = await makeIntegration(db);
    await db
      .updateTable('integration_webhooks')
      .set({ accounts: false })
      .where('integration_id', '=', deaf)
      .execute();
    const other = await makeConnection(db, { tenantId, integrationId: listening });
    await makeConnection(db, { tenantId, integrationId: deaf });
    await makeConnection(db, { tenantId: await makeTenant(db), integrationId: listening });
    await db
      .updateTable('connection')
      .set({ state: 'disconnected' })
      .where('id', '=', fixture.connectionId)
      .execute();
    await compare();
    const bodies = await readBodies('/accounts/updated');
    expect(bodies.map(({ accountId }) => accountId)).toEqual([other.accountId]);
  });

  it('is told once, however many compare at the same moment', async () => {
    await connected();
    await rename({ name: 'Renamed' });
    await Promise.all([compare(), compare(), compare()]);
    expect(await readBodies('/accounts/updated')).toHaveLength(2);
  });

  it('makes a job per 500 tenants', async () => {
    const tenantIds = Array.from({ length: 501 }, () => newId());
    await act((tx) => enqueueAccountsComparison(tx, worker, { tenantIds }));
    const jobs = await fixture.services.queue.boss.findJobs('announce-accounts');
    const sizes = jobs.map(({ data }) => (data as { tenantIds: string[] }).tenantIds.length);
    expect(sizes.toSorted((a, b) => a - b)).toEqual([1, 500]);
  });
});

describe('the comparison of services', () => {
  const compare = () => compareServices.run(worker, { integrationId: fixture.integrationId });

  /** One more connection with so many profiles. */
  async function makeProfiles(count: number): Promise<void> {
    const { db, integrationId } = fixture;
    const tenantId = await makeTenant(db);
    const { id } = await makeConnection(db, { tenantId, integrationId });
    const profiles = Array.from({ length: count - 1 }, (_, index) => ({
      tenant_id: tenantId,
      connection_id: id,
      profile_id: `p-${index}`,
      position: index + 1,
    }));
    await db.insertInto('connection_profile').values(profiles).execute();
  }

  beforeEach(async () => {
    const { db, integrationId } = fixture;
    const { jobTypeIds } = await makeTrade(db);
    const standardJobTypeId = jobTypeIds[0];
    await makePartnerJobType(db, { integrationId, partnerId: 's-1', standardJobTypeId });
  });

  it('tells every profile once, over batches of 500, and nothing when it runs again', async () => {
    await makeProfiles(1_000);
    await compare();
    const told = await readBodies('/services/updated');
    expect(told).toHaveLength(1_001);
    expect(new Set(told.map(({ accountId, profileId }) => `${accountId} ${profileId}`)).size).toBe(
      1_001,
    );
    await compare();
    expect(await readBodies('/services/updated')).toHaveLength(1_001);
  });

  it('goes on where a worker died half way: nothing is lost, nothing comes twice', async () => {
    await makeProfiles(1_000);
    let batches = 0;
    const dying = {
      ...worker.queue,
      boss: new Proxy(worker.queue.boss, {
        get(boss, name) {
          const value: unknown = Reflect.get(boss, name);
          if (name !== 'insert' || typeof value !== 'function') return value;
          return (...parts: unknown[]) => {
            batches += 1;
            if (batches === 2) throw new Error('killed');
            return (value as (...all: unknown[]) => unknown).apply(boss, parts);
          };
        },
      }),
    };
    const services = { ...fixture.services, queue: dying };
    const { createContext } = await import('#platform/act/context.ts');
    const doomed = createContext(services, fixture.db, {
      actor: systemActor('worker'),
      requestId: 'test',
    });
    await expect(
      compareServices.run(doomed, { integrationId: fixture.integrationId }),
    ).rejects.toThrow('killed');
    expect(await readBodies('/services/updated')).toHaveLength(500);
    await compare();
    const told = await readBodies('/services/updated');
    expect(told).toHaveLength(1_001);
    expect(new Set(told.map(({ accountId, profileId }) => `${accountId} ${profileId}`)).size).toBe(
      1_001,
    );
  });

  it('tells a change once, however many compare at the same moment', async () => {
    await Promise.all([compare(), compare(), compare()]);
    expect(await readBodies('/services/updated')).toHaveLength(1);
  });

  it('counts no job type of the tenant that is not active any more', async () => {
    const { db, tenantId, integrationId } = fixture;
    const [row] = await db
      .selectFrom('partner_job_type')
      .select('standard_job_type_id as standardId')
      .where('integration_id', '=', integrationId)
      .execute();
    const id = newId();
    const own = { tenant_id: tenantId, id, external_id: id, name: 'Own', active: false };
    await db.insertInto('tenant_job_type').values(own).execute();
    await db
      .insertInto('tenant_mapped_job_type')
      .values({
        tenant_id: tenantId,
        standard_job_type_id: row?.standardId ?? '',
        tenant_job_type_id: id,
      })
      .execute();
    await compare();
    const [told] = await readBodies('/services/updated');
    expect(told).toMatchObject({ services: [{ serviceId: 's-1', active: false }] });
    await db.updateTable('tenant_job_type').set({ active: true }).execute();
    await compare();
    const [, again] = await readBodies('/services/updated');
    expect(again).toMatchObject({ services: [{ serviceId: 's-1', active: true }] });
  });
});
