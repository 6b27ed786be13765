import { sql } from 'kysely';
import { newId } from '#platform/id.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { acceptLead } from '../acts/accept-lead.ts';
import { addLeadNote } from '../acts/add-lead-note.ts';
import { declineLead } from '../acts/decline-lead.ts';
import { invoiceLead } from '../acts/invoice-lead.ts';
import { reopenLead } from '../acts/reopen-lead.ts';
import { saveEstimate } from '../acts/save-estimate.ts';
import { ingestLead, makeBooking } from './lead-scene.ts';
import type { LeadScene } from './lead-scene.ts';

/** Everything that PostgreSQL holds, of every table there is, as text. */
export async function dumpAll({ db }: TestSystem): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`.execute(
    db,
  );
  const texts: string[] = [];
  for (const { name } of tables) {
    const { rows } = await sql<{ text: string }>`
      select coalesce(string_agg(t::text, E'\n'), '') as text from ${sql.raw(name)} t`.execute(db);
    texts.push(`${name}: ${rows[0]?.text ?? ''}`);
  }
  return texts.join('\n');
}

/** What stands in every place that a customer's data can get into. */
export const markers = [
  'Zebulon',
  '5550142',
  'zeb@',
  'Quagga',
  'Okapi',
  'Tapir',
  'Numbat',
  'Dikdik',
  'Potoroo',
  'Quokka',
  'Saola',
  'Fossa',
  'Gerenuk',
  'Bilby',
  'Zorilla',
];

/** A lead with a whole life behind it, invoiced, with a marker wherever somebody wrote something. */
export async function makeMarkedLead(system: TestSystem, scene: LeadScene) {
  const booking = makeBooking(scene, {
    userInformation: { name: 'Zebulon', telephone: '+16025550142', email: 'zeb@example.com' },
    address: {
      streetAddress: '1 Quagga St',
      addressLine2: 'Okapi',
      locality: 'Tapir',
      country: 'US',
    },
    description: 'Numbat',
    extraDetails: { leadCost: 'Dikdik', 'Potoroo key': 'x' },
  });
  const { bookingId: leadId } = await ingestLead(scene.partnerCtx, booking);
  const at = { tenantId: scene.tenantId, leadId };
  await addLeadNote(scene.officeCtx, { ...at, kind: 'note', text: 'Quokka' });
  const declined = await declineLead(scene.officeCtx, {
    ...at,
    version: 1,
    reason: 'OTHER',
    comment: 'Saola',
  });
  const reopened = await reopenLead(scene.officeCtx, { ...at, version: declined.version });
  const accepted = await acceptLead(scene.officeCtx, { ...at, version: reopened.version });
  const line = { sku: 'A', quantity: '2', unitPrice: '10' };
  const billed = await saveEstimate(scene.officeCtx, {
    ...at,
    version: accepted.version,
    lines: [{ ...line, description: 'Fossa' }],
  });
  const invoiced = await invoiceLead(scene.officeCtx, {
    ...at,
    version: billed.version,
    invoiceNumber: newId(),
    invoicedOn: '2026-12-02',
    tax: '0',
  });
  const { version } = await saveEstimate(scene.officeCtx, {
    ...at,
    version: invoiced.version,
    lines: [{ ...line, description: 'Gerenuk' }],
  });
  await plantElsewhere(system, scene, { leadId, partnerBookingId: booking.partnerBookingId });
  return { at, version, booking };
}

/** What partners answered and were refused, and what a fault of ours could have written into the audit. */
async function plantElsewhere(
  { db }: TestSystem,
  { integrationId }: LeadScene,
  { leadId, partnerBookingId }: { leadId: string; partnerBookingId: string },
): Promise<void> {
  const deliveries = await db
    .selectFrom('delivery')
    .select('id')
    .where('lead_id', '=', leadId)
    .execute();
  await db
    .insertInto('delivery_attempt')
    .values(
      deliveries.map(({ id }) => ({
        delivery_id: id,
        number: 1,
        started_at: new Date(),
        duration_ms: 1,
        status: 500,
        reply_start: 'No such customer: Bilby',
      })),
    )
    .execute();
  await db
    .insertInto('refused_request')
    .values({
      id: newId(),
      integration_id: integrationId,
      at: new Date(),
      method: 'POST',
      path: '/api/integrations/bookings',
      status: 409,
      code: 'duplicate_booking',
      title: 'The booking is already here',
      detail: 'Zorilla',
      errors: JSON.stringify([{ pointer: '/x', message: 'Zorilla' }]),
      request_id: newId(),
      partner_booking_id: partnerBookingId,
      duration_ms: 1,
      test: false,
      body: '{"name":"Zorilla"}',
    })
    .execute();
  await db
    .updateTable('audit_entry')
    .set({ after: JSON.stringify({ name: 'Zebulon' }) })
    .where('subject_id', '=', leadId)
    .where('action', '=', 'lead.accept')
    .execute();
}
