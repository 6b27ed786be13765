import type { Action } from '@leads/contract/action';
import type { Lead } from '@leads/contract/lead';

/** What the office does to a lead by a button, in the order in which the buttons stand. */
export const leadButtons = [
  'lead.accept',
  'lead.schedule',
  'lead.reschedule',
  'lead.invoice',
  'lead.decline',
  'lead.cancel_appointment',
  'lead.cancel_by_customer',
  'lead.reopen',
  'lead.erase',
] as const satisfies readonly Action[];
export type LeadButton = (typeof leadButtons)[number];

type Allowed = Pick<Lead, 'state' | 'acts'>;

const next: Partial<Record<Lead['state'], LeadButton>> = {
  new: 'lead.accept',
  accepted: 'lead.schedule',
  scheduled: 'lead.invoice',
  declined: 'lead.reopen',
};

/** The one act that carries the lead on, when the reader may do it. */
export function findNextAct({ state, acts }: Allowed): LeadButton | undefined {
  const act = next[state];
  return act !== undefined && acts.includes(act) ? act : undefined;
}

/** Everything else that can be done. A further invoice is made from the estimate's own card. */
export function listOtherActs(lead: Allowed): LeadButton[] {
  const first = findNextAct(lead);
  return leadButtons.filter(
    (act) =>
      act !== first &&
      lead.acts.includes(act) &&
      !(act === 'lead.invoice' && lead.state !== 'accepted'),
  );
}

/** The verb on the button. */
export function toActLabel(act: LeadButton, state: Lead['state']): string {
  if (act === 'lead.schedule' && state === 'new') return 'Accept and schedule';
  return labels[act];
}

const labels: Record<LeadButton, string> = {
  'lead.accept': 'Accept',
  'lead.schedule': 'Schedule',
  'lead.reschedule': 'Reschedule',
  'lead.invoice': 'Convert to invoice',
  'lead.decline': 'Decline',
  'lead.cancel_appointment': 'Cancel appointment',
  'lead.cancel_by_customer': 'Customer canceled',
  'lead.reopen': 'Reopen',
  'lead.erase': 'Erase personal data',
};
