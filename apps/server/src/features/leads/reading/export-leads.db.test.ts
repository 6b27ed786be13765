import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectProblem } from '#testing/expect-problem.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { acceptLead } from '../acts/accept-lead.ts';
import { makeLead, makeLeadScene } from '../testing/lead-scene.ts';
import type { LeadScene } from '../testing/lead-scene.ts';
import { exportLeads } from './export-leads.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await createTestSystem();
});
afterAll(() => system.close());

async function textOf({ officeCtx, tenantId }: LeadScene, query: object = {}): Promise<string> {
  const pieces = await Array.fromAsync(await exportLeads(officeCtx, { tenantId, ...query }));
  return pieces.join('');
}
const rowsOf = async (scene: LeadScene, query: object = {}) =>
  parse<Record<string, string>>(await textOf(scene, query), { columns: true, bom: true });

describe('the inbox as CSV', () => {
  it('holds what is filtered, newest first, with what the office needs of each', async () => {
    const scene = await makeLeadScene(system);
    const first = await makeLead(scene);
    const second = await makeLead(scene);
    await acceptLead(scene.officeCtx, first);
    const rows = await rowsOf(scene);
    expect(rows.map((row) => row['Lead id'])).toEqual([second.leadId, first.leadId]);
    expect(rows[1]).toMatchObject({
      State: 'Accepted',
      Customer: 'Maria Alvarez',
      Telephone: "'+16025550137",
      'Street address': '4821 E Cactus Rd',
      'Worked by': 'Tenant office',
      Test: '',
    });
    expect(await rowsOf(scene, { state: 'accepted' })).toMatchObject([{ 'Lead id': first.leadId }]);
    expect(await rowsOf(scene, { search: 'nobody' })).toEqual([]);
  });

  it('runs nothing in a spreadsheet, whatever customers are called', async () => {
    const scene = await makeLeadScene(system);
    const name = '=HYPERLINK("http://evil.example","x")';
    await makeLead(scene, {
      userInformation: { name, email: 'x@example.com' },
      description: '@SUM(1)\r\n"two", lines',
    });
    expect(await rowsOf(scene)).toMatchObject([
      { Customer: `'${name}`, Description: '\'@SUM(1)\r\n"two", lines' },
    ]);
  });

  it('reads on piece by piece, and says where it was cut', async () => {
    const scene = await makeLeadScene(system);
    for (let count = 0; count < 3; count += 1) await makeLead(scene);
    const lines = (await textOf(scene, { rowsMax: 2 })).trimEnd().split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines.at(-1)).toContain('the export ends after 2 leads');
    expect((await textOf(scene, { rowsMax: 3 })).trimEnd().split('\r\n')).toHaveLength(4);
  });

  it('is audited with its filters, but not with what was searched for', async () => {
    const scene = await makeLeadScene(system);
    await textOf(scene, { state: 'new', search: 'alvarez' });
    const audit = await system.db
      .selectFrom('audit_entry')
      .select(['action', 'after', 'actor_name as name'])
      .where('tenant_id', '=', scene.tenantId)
      .execute();
    expect(audit).toEqual([
      { action: 'lead.export', name: 'Tenant office', after: { state: 'new', searched: true } },
    ]);
  });

  it('is of the own tenant, and for its users alone', async () => {
    const scene = await makeLeadScene(system);
    const { tenantId } = await makeLeadScene(system);
    await expectProblem(exportLeads(scene.officeCtx, { tenantId }), 'not_found');
    await expectProblem(exportLeads(scene.partnerCtx, { tenantId }), 'forbidden');
  });
});
