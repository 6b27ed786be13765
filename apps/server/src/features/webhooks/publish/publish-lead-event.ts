import { sql } from 'kysely';
import type { Context, Tx } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import { findWebhookTarget } from './find-webhook-target.ts';
import type { WebhookTarget } from './find-webhook-target.ts';
import { writeMessages } from './write-messages.ts';

/** Status words of the lead bodies, each with its address and the switch that turns it on. */
const leadStatuses = {
  Accepted: { path: '/leads/accepted', flag: 'leadAccept' },
  Declined: { path: '/leads/declined', flag: 'leadDecline' },
  AppointmentScheduled: { path: '/leads/appointment_scheduled', flag: 'leadAppointments' },
  AppointmentRescheduled: { path: '/leads/appointment_rescheduled', flag: 'leadAppointments' },
  AppointmentCanceled: { path: '/leads/appointment_canceled', flag: 'leadAppointments' },
  Invoiced: { path: '/leads/invoiced', flag: 'leadInvoice' },
} as const satisfies Record<string, { path: string; flag: keyof WebhookTarget }>;

export type LeadStatus = keyof typeof leadStatuses;

export interface LeadEventValues {
  tenantId: string;
  leadId: string;
  status: LeadStatus;
  /** What the status adds to `eventData`; never personal data. */
  eventData: object;
}

/**
 * Tells the partner what became of its lead. Locks the lead until the transaction ends. `timestamp` strictly increases
 * per lead. Does nothing when this webhook is off or the integration is deleted.
 */
export async function publishLeadEvent(
  tx: Tx,
  ctx: Context,
  { tenantId, leadId, status, eventData }: LeadEventValues,
): Promise<void> {
  const { path, flag } = leadStatuses[status];
  const { integration_id: integrationId } = await tx
    .selectFrom('lead')
    .select('integration_id')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', leadId)
    .executeTakeFirstOrThrow();
  const target = await findWebhookTarget(tx, integrationId);
  if (target === undefined || target.deleted || !target.leads || !target[flag]) return;
  const lead = await advanceTimestamp(tx, { tenantId, leadId });
  const id = newId();
  const body = {
    partnerBookingId: lead.partnerBookingId,
    accountId: lead.accountId,
    profileId: lead.profileId,
    statusUpdateId: id,
    status,
    timestamp: lead.timestamp,
    eventData: {
      ...eventData,
      leadDeliveredTimestamp: Math.floor(lead.receivedAt.getTime() / 1000),
    },
  };
  const { prefix } = target;
  await writeMessages(tx, ctx, {
    event: {
      kind: `lead.${status}`,
      integrationId,
      tenantId,
      leadId,
      test: lead.test,
      partnerBookingId: lead.partnerBookingId,
      leadTimestamp: lead.timestamp,
      connectionId: lead.connectionId,
    },
    messages: [{ id, path, url: `${prefix}${path}`, prefix, body }],
  });
}

async function advanceTimestamp(
  tx: Tx,
  { tenantId, leadId }: { tenantId: string; leadId: string },
) {
  return tx
    .updateTable('lead')
    .set({
      last_event_timestamp: sql<number>`greatest(last_event_timestamp + 1, floor(extract(epoch from now()))::bigint)`,
    })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', leadId)
    .returning([
      'partner_booking_id as partnerBookingId',
      'account_id as accountId',
      'profile_id as profileId',
      'connection_id as connectionId',
      'received_at as receivedAt',
      'last_event_timestamp as timestamp',
      'test',
    ])
    .executeTakeFirstOrThrow();
}
