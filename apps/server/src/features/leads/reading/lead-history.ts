import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { Lead } from '@leads/contract/leads';
import { unitAmount } from '@leads/contract/money';
import type { ReadDb } from '#platform/act/context.ts';
import type { Schema } from '#platform/db/database.ts';
import { describeActivity } from '../describe-activity.ts';

interface OneLead {
  tenantId: string;
  leadId: string;
}

/** The timeline, oldest first; it begins with the partner's booking, which no row of its own tells. */
export async function readActivities(
  db: ReadDb,
  {
    tenantId,
    leadId,
    timeZone,
    received,
  }: OneLead & { timeZone: string; received: { at: Date; integrationName: string } },
): Promise<Lead['activities']> {
  const rows = await db
    .selectFrom('lead_activity')
    .select(['id', 'at', 'act', 'actor_name as actorName', 'detail', 'note'])
    .where('tenant_id', '=', tenantId)
    .where('lead_id', '=', leadId)
    .orderBy('id')
    .execute();
  const booking = {
    id: leadId,
    at: received.at.toISOString(),
    act: 'booking.receive',
    actorName: received.integrationName,
    text: describeActivity({ act: 'booking.receive', detail: {}, timeZone }),
    note: null,
  };
  return [
    booking,
    ...rows.map(({ at, detail, ...row }) => ({
      ...row,
      at: at.toISOString(),
      text: describeActivity({ act: row.act, detail, timeZone }),
    })),
  ];
}

/** The messages to the partner about this lead, oldest first. */
export async function readLeadDeliveries(
  db: ReadDb,
  { tenantId, leadId }: OneLead,
): Promise<Lead['deliveries']> {
  const rows = await db
    .selectFrom('delivery')
    .select([
      'id',
      'path',
      'state',
      'created_at as createdAt',
      'last_status as lastStatus',
      'attempts',
    ])
    .where('lead_id', '=', leadId)
    .where('tenant_id', '=', tenantId)
    .orderBy('id')
    .execute();
  return rows.map(({ createdAt, state, ...row }) => ({
    ...row,
    state: state as Lead['deliveries'][number]['state'],
    createdAt: createdAt.toISOString(),
  }));
}

const StoredItems = z.array(
  z.object({
    sku: z.string(),
    description: z.string(),
    quantity: z.string(),
    unitPrice: z.string(),
    totalPrice: z.string(),
  }),
);

/** The invoices as they were sent, oldest first. */
export async function readInvoices(db: ReadDb, lead: OneLead): Promise<Lead['invoices']> {
  return (await readInvoicesOf(db, [lead])).get(lead.leadId) ?? [];
}

/** The same of several leads, by the lead's id; who has none is not there. */
export async function readInvoicesOf(
  db: ReadDb,
  leads: readonly OneLead[],
): Promise<Map<string, Lead['invoices']>> {
  if (leads.length === 0) return new Map();
  const rows = await db
    .selectFrom('lead_invoice')
    .selectAll()
    .where((eb) =>
      eb(
        eb.refTuple('tenant_id', 'lead_id'),
        'in',
        leads.map(({ tenantId, leadId }) => eb.tuple(tenantId, leadId)),
      ),
    )
    .orderBy('id')
    .execute();
  const invoices = new Map<string, Lead['invoices']>();
  for (const row of rows) {
    invoices.set(row.lead_id, [...(invoices.get(row.lead_id) ?? []), toInvoice(row)]);
  }
  return invoices;
}

function toInvoice({
  id,
  currency,
  lines,
  ...row
}: Selectable<Schema['lead_invoice']>): Lead['invoices'][number] {
  return {
    id,
    currency,
    invoiceNumber: row.invoice_number,
    invoicedOn: row.invoiced_on,
    subTotal: unitAmount(row.sub_total, currency),
    tax: unitAmount(row.tax, currency),
    total: unitAmount(row.total, currency),
    items: StoredItems.parse(lines),
  };
}
