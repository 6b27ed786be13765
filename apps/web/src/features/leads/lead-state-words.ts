import type { LeadState } from '@leads/contract/leads';
import type { StateTone } from '#web/ui/show/state-pill.tsx';

export const leadStateWords: Record<LeadState, { tone: StateTone; label: string }> = {
  new: { tone: 'busy', label: 'New' },
  accepted: { tone: 'warn', label: 'Accepted' },
  declined: { tone: 'off', label: 'Declined' },
  scheduled: { tone: 'good', label: 'Scheduled' },
  invoiced: { tone: 'good', label: 'Invoiced' },
  canceled: { tone: 'off', label: 'Canceled' },
};

/** The customer as a title; partners may leave the name out, and it may have been erased. */
export function toCustomerWords(customerName: string, erased = false): string {
  if (erased) return 'Erased';
  return customerName === '' ? 'No name given' : customerName;
}
