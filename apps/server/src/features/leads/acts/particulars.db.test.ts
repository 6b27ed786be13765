import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#platform/id.ts';
import { expectProblem } from '#testing/expect-problem.ts';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { getLead } from '../reading/get-lead.ts';
import { makeLead, makeLeadScene, makeOwnWork } from '../testing/lead-scene.ts';
import { acceptLead } from './accept-lead.ts';
import { addLeadNote } from './add-lead-note.ts';
import { declineLead } from './decline-lead.ts';
import { invoiceLead } from './invoice-lead.ts';
import { openLead } from './open-lead.ts';
import { saveEstimate } from './save-estimate.ts';
import { scheduleLead } from './schedule-lead.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await createTestSystem();
});
afterAll(() => system.close());

const appointment = {
  startAt: '2020-01-01T00:00:00Z',
  durationSec: 3600,
  tenantJobTypeId: null,
  businessUnitId: null,
  jobNumber: '',
};

const bodiesOf = async (leadId: string) => {
  const rows = await system.db
    .selectFrom('delivery')
    .select('body')
    .where('lead_id', '=', leadId)
    .orderBy('id')
    .execute();
  return rows.map(
    ({ body }) => JSON.parse(body) as Record<string, unknown> & { eventData: object },
  );
};

describe('scheduling', () => {
  it('a new lead accepts it first: two events, the appointment with exactly the documented keys', async () => {
    const scene = await makeLeadScene(system);
    const at = await makeLead(scene);
    const lead = await scheduleLead(scene.officeCtx, { ...at, ...appointment, jobNumber: 'J-1' });
    expect(lead).toMatchObject({
      state: 'scheduled',
      version: 2,
      jobNumber: 'J-1',
      tenantJobTypeId: scene.jobTypeId,
      businessUnitId: scene.businessUnitId,
      appointmentStartAt: '2020-01-01T00:00:00.000Z',
      appointmentDurationSec: 3600,
    });
    expect(lead.activities.map(({ act }) => act)).toEqual([
      'booking.receive',
      'lead.accept',
      'lead.schedule',
    ]);
    const [accepted, scheduled] = await bodiesOf(at.leadId);
    expect(accepted?.status).toBe('Accepted');
    const sample = JSON.parse(
      await readFile(new URL('../testing/appointment-scheduled.json', import.meta.url), 'utf8'),
    ) as { eventData: object };
    expect(Object.keys(scheduled ?? {}).sort()).toEqual(Object.keys(sample).sort());
    expect(Object.keys(scheduled?.eventData ?? {}).sort()).toEqual(
      Object.keys(sample.eventData).sort(),
    );
    expect(Number(scheduled?.timestamp)).toBeGreaterThan(Number(accepted?.timestamp));
  });

  it('asks for job type and business unit where they are not pre-filled', async () => {
    const scene = await makeLeadScene(system);
    const at = await makeLead(scene, { slot: { serviceId: 'nothing' } });
    const run = (values: object) =>
      scheduleLead(scene.officeCtx, { ...at, ...appointment, ...values });
    const problem = await expectProblem(run({}), 'validation_failed');
    expect(problem.errors.map(({ pointer }) => pointer)).toEqual([
      '/tenantJobTypeId',
      '/businessUnitId',
    ]);
    const { jobTypeId: tenantJobTypeId, businessUnitId } = scene;
    expect(await run({ tenantJobTypeId, businessUnitId })).toMatchObject({
      tenantJobTypeId,
      businessUnitId,
    });
  });

  it('refuses what is not the tenant’s own, or not used any more', async () => {
    const scene = await makeLeadScene(system);
    const theirs = await makeLeadScene(system);
    const { tenantId } = scene;
    const old = await makeOwnWork(system.db, { tenantId, standardJobTypeId: null });
    await system.db
      .updateTable('business_unit')
      .set({ active: false })
      .where('id', '=', old.businessUnitId)
      .execute();
    const at = await makeLead(scene);
    for (const [named, pointer] of [
      [{ tenantJobTypeId: theirs.jobTypeId }, '/tenantJobTypeId'],
      [{ businessUnitId: theirs.businessUnitId }, '/businessUnitId'],
      [{ businessUnitId: old.businessUnitId }, '/businessUnitId'],
    ] as const) {
      const work = scheduleLead(scene.officeCtx, { ...at, ...appointment, ...named });
      const problem = await expectProblem(work, 'validation_failed');
      expect(problem.errors.map((one) => one.pointer)).toEqual([pointer]);
    }
    expect(await bodiesOf(at.leadId)).toEqual([]);
  });
});

describe('declining', () => {
  it('sends the comment only with the reason OTHER, and keeps it for the office always', async () => {
    const scene = await makeLeadScene(system);
    const other = await makeLead(scene);
    const comment = 'They moved away';
    await declineLead(scene.officeCtx, { ...other, reason: 'OTHER', comment });
    expect((await bodiesOf(other.leadId))[0]?.eventData).toMatchObject({
      reason: 'OTHER',
      comment,
    });
    const spam = await makeLead(scene);
    const lead = await declineLead(scene.officeCtx, { ...spam, reason: 'SPAM', comment });
    expect(lead).toMatchObject({ declineReason: 'SPAM', declineComment: comment });
    expect((await bodiesOf(spam.leadId))[0]?.eventData).not.toHaveProperty('comment');
  });
});

describe('invoicing', () => {
  const line = (sku: string, quantity: string, unitPrice: string) => ({
    sku,
    quantity,
    unitPrice,
    description: `The ${sku}`,
  });
  const head = { invoicedOn: '2026-12-02', tax: '7.25' };

  async function accepted() {
    const scene = await makeLeadScene(system);
    const at = await makeLead(scene);
    const { version } = await acceptLead(scene.officeCtx, at);
    return { scene, at: { ...at, version } };
  }

  it('freezes the lines with exact totals, empties the estimate and tells the partner', async () => {
    const { scene, at } = await accepted();
    const lines = [
      line('DIAG', '2.5', '0.01'),
      line('CAP', '3', '83.005'),
      line('BIG', '99999999', '9999999999.99'),
    ];
    const { version, estimate } = await saveEstimate(scene.officeCtx, { ...at, lines });
    expect(estimate.map(({ unitPrice }) => unitPrice)).toEqual(['0.01', '83.005', '9999999999.99']);
    const invoiceNumber = newId();
    const lead = await invoiceLead(scene.officeCtx, { ...at, version, ...head, invoiceNumber });
    const frozen = {
      currency: 'USD',
      subTotal: '999999989999000249.06',
      tax: '7.25',
      total: '999999989999000256.31',
    };
    expect(lead.estimate).toEqual([]);
    expect(lead.invoices).toMatchObject([{ ...frozen, invoiceNumber, invoicedOn: '2026-12-02' }]);
    const body = (await bodiesOf(at.leadId)).at(-1);
    expect(body).toMatchObject({ status: 'Invoiced', eventData: { ...frozen, invoiceNumber } });
    expect(body?.eventData).toMatchObject({ items: lead.invoices[0]?.items });
    expect(lead.invoices[0]?.items.map(({ totalPrice }) => totalPrice)).toEqual([
      '0.03',
      '249.02',
      '999999989999000000.01',
    ]);
  });

  it('needs a line, a free number and a tax of the currency', async () => {
    const { scene, at } = await accepted();
    const bill = (version: number, values: object) =>
      invoiceLead(scene.officeCtx, { ...at, version, ...head, invoiceNumber: 'A-1', ...values });
    await expectProblem(bill(at.version, {}), 'validation_failed');
    const lines = [line('DIAG', '1', '89')];
    const first = await saveEstimate(scene.officeCtx, { ...at, lines });
    const fine = await expectProblem(bill(first.version, { tax: '0.005' }), 'validation_failed');
    expect(fine.errors).toMatchObject([{ pointer: '/tax' }]);
    const { version } = await bill(first.version, {});
    const second = await saveEstimate(scene.officeCtx, { ...at, version, lines });
    const taken = await expectProblem(bill(second.version, {}), 'name_taken');
    expect(taken.errors).toMatchObject([{ pointer: '/invoiceNumber' }]);
    const lead = await getLead(scene.officeCtx, at);
    expect(lead).toMatchObject({ version: second.version, estimate: [{ sku: 'DIAG' }] });
    expect(lead.invoices).toHaveLength(1);
  });
});

describe('opening and noting', () => {
  it('marks a lead as read once, and leaves its version', async () => {
    const scene = await makeLeadScene(system);
    const at = await makeLead(scene);
    expect(await getLead(scene.officeCtx, at)).toMatchObject({ opened: false });
    await openLead(scene.officeCtx, at);
    const read = async () =>
      system.db
        .selectFrom('lead')
        .select(['opened_at', 'version'])
        .where('id', '=', at.leadId)
        .executeTakeFirstOrThrow();
    const first = await read();
    await openLead(scene.officeCtx, at);
    expect(await read()).toEqual(first);
    expect(first).toMatchObject({ version: 1, opened_at: expect.any(Date) });
    const other = await makeLeadScene(system);
    await expectProblem(openLead(other.officeCtx, at), 'not_found');
    await expectProblem(openLead(scene.partnerCtx, at), 'forbidden');
  });

  it('adds notes in every state without making another’s act fail, and audits no word of them', async () => {
    const scene = await makeLeadScene(system);
    const at = await makeLead(scene);
    const text = 'Gate code 4711';
    await addLeadNote(scene.officeCtx, { ...at, kind: 'note', text });
    const lead = await addLeadNote(scene.officeCtx, { ...at, kind: 'called_no_answer', text: '' });
    expect(lead.activities.slice(1)).toMatchObject([
      { act: 'lead.add_note', text: 'Added a note', note: text },
      { text: 'Called the customer, no answer', note: null },
    ]);
    await expectProblem(
      addLeadNote(scene.officeCtx, { ...at, kind: 'note', text: '' }),
      'validation_failed',
    );
    expect(await acceptLead(scene.officeCtx, at)).toMatchObject({ state: 'accepted' });
    const audit = await system.db
      .selectFrom('audit_entry')
      .selectAll()
      .where('subject_id', '=', at.leadId)
      .execute();
    expect(audit.map(({ action }) => action).sort()).toEqual([
      'lead.accept',
      'lead.add_note',
      'lead.add_note',
    ]);
    expect(JSON.stringify(audit)).not.toContain('4711');
    const other = await makeLeadScene(system);
    const note = { kind: 'note', text } as const;
    await expectProblem(addLeadNote(other.officeCtx, { ...at, ...note }), 'not_found');
    await expectProblem(addLeadNote(scene.partnerCtx, { ...at, ...note }), 'forbidden');
  });
});
