import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import { Lead, LeadPerson } from './lead.ts';
import { LeadParams } from './leads.ts';
import { Done } from './page.ts';

const tenant = { surface: 'tenant', tag: 'Leads' } as const;

/** The filtered inbox as a file; no JSON endpoint. */
export const leadsCsvUrl = '/api/tenant/:tenantId/leads.csv';
/** An export ends after so many leads, with a line that says so. */
export const leadsCsvRowsMax = 100_000;

const LeadViewers = z.object({ viewers: z.array(LeadPerson) });

export const viewLead = defineEndpoint({
  ...tenant,
  method: 'POST',
  url: '/api/tenant/:tenantId/leads/:leadId/viewers',
  summary: 'Tell colleagues that this user has the lead open; told again every 20 s while it is so',
  params: LeadParams,
  reply: LeadViewers,
});

export const leaveLead = defineEndpoint({
  ...tenant,
  method: 'DELETE',
  url: '/api/tenant/:tenantId/leads/:leadId/viewers',
  summary: 'Tell colleagues that this user has left the lead; idempotent',
  params: LeadParams,
  reply: Done,
});

const TakeBody = z.object({
  takenById: z
    .string()
    .max(100)
    .nullable()
    .meta({ description: 'who has it as far as the caller knows, so that nobody is overrun' }),
});

export const takeLead = defineEndpoint({
  ...tenant,
  method: 'POST',
  url: '/api/tenant/:tenantId/leads/:leadId/take',
  summary: 'Say that this user works the lead',
  params: LeadParams,
  body: TakeBody,
  reply: Lead,
  problems: ['changed_meanwhile'],
});

export const releaseLead = defineEndpoint({
  ...tenant,
  method: 'POST',
  url: '/api/tenant/:tenantId/leads/:leadId/release',
  summary: 'Say that nobody works the lead',
  params: LeadParams,
  body: TakeBody,
  reply: Lead,
  problems: ['changed_meanwhile'],
});

export const eraseLead = defineEndpoint({
  ...tenant,
  method: 'POST',
  url: '/api/tenant/:tenantId/leads/:leadId/erase',
  summary: 'Erase the personal data of a lead for good; idempotent',
  params: LeadParams,
  reply: Lead,
});
