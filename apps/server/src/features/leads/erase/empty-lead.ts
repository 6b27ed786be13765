import { sql } from 'kysely';
import type { Tx } from '#platform/act/context.ts';
import type { LeadTarget, LockedLead } from '../lock-lead.ts';

/** Empties every column of the lead, its timeline, estimate and invoices that may hold what somebody wrote. */
export async function emptyLead(
  tx: Tx,
  { tenantId, id, version }: LockedLead,
  erasedByName: string,
): Promise<void> {
  await tx
    .updateTable('lead')
    .set({
      customer_name: '',
      telephone: '',
      telephone_e164: null,
      email: '',
      street_address: '',
      address_line2: '',
      locality: '',
      region: '',
      postal_code: '',
      country: '',
      description: '',
      extra_details: '{}',
      // They name the keys of extra details, which may be anything.
      warnings: '[]',
      decline_comment: null,
      job_number: null,
      search_text: '',
      body_hash: null,
      erased_at: sql<Date>`now()`,
      erased_by_name: erasedByName,
      version: version + 1,
      updated_at: sql<Date>`now()`,
    })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute();
  await emptyTexts(tx, { tenantId, leadId: id });
}

async function emptyTexts(tx: Tx, { tenantId, leadId }: LeadTarget): Promise<void> {
  await tx
    .updateTable('lead_activity')
    .set({ note: null })
    .where('tenant_id', '=', tenantId)
    .where('lead_id', '=', leadId)
    .where('note', 'is not', null)
    .execute();
  await tx
    .updateTable('lead_estimate_line')
    .set({ description: '' })
    .where('tenant_id', '=', tenantId)
    .where('lead_id', '=', leadId)
    .execute();
  await tx
    .updateTable('lead_invoice')
    .set({ lines: withoutDescriptions })
    .where('tenant_id', '=', tenantId)
    .where('lead_id', '=', leadId)
    .execute();
}

/** What was billed stays, as books must keep it; what somebody wrote about it goes. */
const withoutDescriptions = sql<string>`
  (select coalesce(jsonb_agg(line || '{"description": ""}'), '[]') from jsonb_array_elements(lines) line)`;
