import type { LeadEvent } from '@leads/contract/integration-sections';

/** The webhooks that can be switched on, as the article names them, each with what it tells the partner. */
export const webhookChoices = [
  {
    name: 'accounts',
    label: 'Accounts',
    sentence: 'Tells the partner when a tenant connects or disconnects its account.',
  },
  {
    name: 'profiles',
    label: 'Profiles',
    sentence: 'Sends a tenant’s business profiles, and what changes in them.',
  },
  {
    name: 'services',
    label: 'Services',
    sentence: 'Says which of the partner’s job types a tenant takes, whenever a mapping changes.',
  },
  {
    name: 'availability',
    label: 'Real-time Availability',
    sentence: 'Sends the times at which a tenant can take appointments, as they change.',
  },
  {
    name: 'leads',
    label: 'Leads',
    sentence: 'Reports what becomes of each lead.',
  },
] as const;

export const leadEventChoices: readonly { name: LeadEvent; label: string; sentence: string }[] = [
  { name: 'accept', label: 'Accept', sentence: 'A tenant receives and accepts a lead.' },
  { name: 'decline', label: 'Decline', sentence: 'A tenant receives and declines a lead.' },
  {
    name: 'appointments',
    label: 'Appointments',
    sentence: 'A lead becomes a job with an appointment; holds the appointment time.',
  },
  {
    name: 'invoice',
    label: 'Invoice',
    sentence: 'A lead’s estimate becomes an invoice; holds SKUs, Unit Price and Total Price.',
  },
];
