import type { LeadState } from '@leads/contract/leads';
import type { BookingState, SimulatedOutcome } from '@leads/contract/partner-bookings';
import { Problem } from '@leads/contract/problem';
import type { ActorOf } from '#platform/act/actor.ts';
import type { Context } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import { acceptLead } from '../acts/accept-lead.ts';
import { cancelAppointment } from '../acts/cancel-appointment.ts';
import { declineLead } from '../acts/decline-lead.ts';
import { invoiceLead } from '../acts/invoice-lead.ts';
import { rescheduleLead } from '../acts/reschedule-lead.ts';
import { saveEstimate } from '../acts/save-estimate.ts';
import { scheduleLead } from '../acts/schedule-lead.ts';
import type { LeadTarget } from '../lock-lead.ts';
import { actForPartner } from './act-for-partner.ts';
import type { PartnerContext } from './find-partner-lead.ts';
import { getBooking } from './get-booking.ts';

const daySeconds = 86_400;
const appointmentSeconds = 7_200;

type TestLead = LeadTarget & { version: number; state: LeadState };
/** The test tenant, whom nobody is: the system acts for it. */
type TestOffice = Context<ActorOf<'system'>>;

/**
 * Lets the test tenant do what the outcome names, by the very acts of a real office, and first what is needed on the
 * way: an appointment that is to be moved is made before. Each act sends its webhook.
 * @throws Problem `not_found`; `test_only` for a live booking; `lead_state` when there is no way to the outcome
 */
export async function simulateBooking(
  ctx: PartnerContext,
  office: TestOffice,
  { partnerBookingId, outcome }: { partnerBookingId: string; outcome: SimulatedOutcome },
): Promise<BookingState> {
  await actForPartner(ctx, partnerBookingId, async (lead) => {
    if (!lead.test) throw liveBooking();
    await reach(office, lead, outcome);
  });
  return getBooking(ctx, partnerBookingId);
}

async function reach(office: TestOffice, lead: TestLead, outcome: SimulatedOutcome): Promise<void> {
  const { tenantId, leadId, version } = lead;
  const target = { tenantId, leadId, version };
  switch (outcome) {
    case 'ACCEPTED':
      await acceptLead(office, target);
      return;
    case 'DECLINED':
      await declineLead(office, { ...target, reason: 'OTHER', comment: 'Simulated' });
      return;
    case 'SCHEDULED':
      await scheduleLead(office, { ...target, ...work, ...at(office, 1) });
      return;
    case 'RESCHEDULED':
      await rescheduleLead(office, { ...(await withAppointment(office, lead)), ...at(office, 2) });
      return;
    case 'APPOINTMENT_CANCELED':
      await cancelAppointment(office, await withAppointment(office, lead));
      return;
    case 'INVOICED':
      await invoice(office, lead);
      return;
    default:
      outcome satisfies never;
  }
}

const work = { tenantJobTypeId: null, businessUnitId: null, jobNumber: '' };

function at({ clock }: TestOffice, days: number) {
  const start = new Date(clock.now().getTime() + days * daySeconds * 1000);
  start.setUTCMinutes(0, 0, 0);
  return { startAt: start.toISOString(), durationSec: appointmentSeconds };
}

async function withAppointment(office: TestOffice, lead: TestLead) {
  const { tenantId, leadId } = lead;
  if (lead.state === 'scheduled') return { tenantId, leadId, version: lead.version };
  const { version } = await scheduleLead(office, { ...lead, ...work, ...at(office, 1) });
  return { tenantId, leadId, version };
}

async function invoice(office: TestOffice, lead: TestLead): Promise<void> {
  const { tenantId, leadId } = lead;
  let { version } = lead;
  if (lead.state === 'new') ({ version } = await acceptLead(office, { tenantId, leadId, version }));
  const lines = [{ sku: 'TEST-1', description: 'Simulated work', quantity: '1', unitPrice: '100' }];
  ({ version } = await saveEstimate(office, { tenantId, leadId, version, lines }));
  await invoiceLead(office, {
    tenantId,
    leadId,
    version,
    invoiceNumber: `TEST-${newId().slice(-12)}`,
    invoicedOn: office.clock.now().toISOString().slice(0, 10),
    tax: '0',
  });
}

function liveBooking(): Problem {
  return new Problem('test_only', {
    detail:
      'Only test bookings can be simulated. Post one with "test": true or by a sandbox credential.',
  });
}
