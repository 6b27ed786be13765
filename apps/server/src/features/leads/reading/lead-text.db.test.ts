import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { acceptLead } from '../acts/accept-lead.ts';
import { setJobType } from '../acts/set-job-type.ts';
import { changeBooking } from '../partner/change-booking.ts';
import { makeLead, makeLeadScene } from '../testing/lead-scene.ts';
import { listLeads } from './list-leads.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await createTestSystem();
});
afterAll(() => system.close());

const columns = sql.raw(
  'tenant_id, received_at, id, integration_id, tenant_job_type_id, state, test, search_text',
);

/** Rows that one of the two tables has and the other has not. */
async function countDifferences(): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      (select ${columns} from lead except select ${columns} from lead_text)
      union all (select ${columns} from lead_text except select ${columns} from lead)
    ) different`.execute(system.db);
  return rows[0]?.count ?? -1;
}

describe('the texts that the inbox is searched by', () => {
  it('are those of the leads, whatever is done to them', async () => {
    const scene = await makeLeadScene(system);
    const { officeCtx, tenantId } = scene;
    const at = await makeLead(scene);
    await makeLead(scene);
    expect(await countDifferences()).toBe(0);
    const { version, partnerBookingId } = await acceptLead(officeCtx, at);
    const nothing = { tenantJobTypeId: null, businessUnitId: null };
    await setJobType(officeCtx, { ...at, version, ...nothing });
    await changeBooking(scene.partnerCtx, {
      partnerBookingId,
      userInformation: { name: 'Quinn Renamed' },
    });
    expect(await countDifferences()).toBe(0);
    const found = (filter: object) =>
      listLeads(officeCtx, { tenantId, limit: 25, search: 'quinn', ...filter });
    expect(await found({ state: 'accepted', jobTypeId: 'none', test: 'false' })).toMatchObject({
      items: [{ id: at.leadId }],
      total: 1,
    });
    expect(await found({ state: 'new' })).toMatchObject({ items: [], total: 0 });
  });

  it('move with the day of a lead, and go with it', async () => {
    const scene = await makeLeadScene(system);
    const { leadId } = await makeLead(scene);
    const moved = { received_at: new Date('2026-07-27T10:00:00.123Z') };
    await system.db.updateTable('lead').set(moved).where('id', '=', leadId).execute();
    expect(await countDifferences()).toBe(0);
    await system.db.deleteFrom('lead').where('id', '=', leadId).execute();
    expect(await countDifferences()).toBe(0);
  });
});
