import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import { Id } from './page.ts';
import { TenantIntegrationParams } from './tenant-integrations.ts';

const tenant = { surface: 'tenant', tag: 'Integrations' } as const;

export const Agreement = z.object({
  id: Id,
  version: z.number().int(),
  title: z.string(),
  body: z.string().meta({ description: 'plain text, paragraphs separated by empty lines' }),
  acceptance: z.object({ userName: z.string(), acceptedAt: z.string() }).nullable(),
  acceptedBefore: z
    .object({
      version: z.number().int(),
      title: z.string(),
      body: z.string(),
      userName: z.string(),
      acceptedAt: z.string(),
    })
    .nullable()
    .meta({ description: 'the text that was accepted last, while the present one is not' }),
});
export type Agreement = z.output<typeof Agreement>;

export const getAgreement = defineEndpoint({
  ...tenant,
  method: 'GET',
  url: '/api/tenant/:tenantId/integrations/:integrationId/agreement',
  summary: 'The data-sharing agreement and whether it is accepted',
  params: TenantIntegrationParams,
  reply: Agreement,
});

/** A version that was accepted for the tenant, with its text as it was then. */
export const AcceptedAgreement = z.object({
  id: Id,
  version: z.number().int(),
  title: z.string(),
  body: z.string(),
  userName: z.string(),
  acceptedAt: z.string(),
});
export type AcceptedAgreement = z.output<typeof AcceptedAgreement>;

export const listAcceptedAgreements = defineEndpoint({
  ...tenant,
  method: 'GET',
  url: '/api/tenant/:tenantId/integrations/:integrationId/agreement/accepted',
  summary: 'Who accepted which version when, with its text; the last accepted first, at most 100',
  params: TenantIntegrationParams,
  reply: z.object({ accepted: z.array(AcceptedAgreement) }),
});

export const acceptAgreement = defineEndpoint({
  ...tenant,
  method: 'POST',
  url: '/api/tenant/:tenantId/integrations/:integrationId/agreement/accept',
  summary: 'Accept the agreement for the tenant (owner or admin)',
  params: TenantIntegrationParams,
  body: z.object({ agreementId: Id }),
  reply: Agreement,
  problems: ['changed_meanwhile'],
});
