import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import { Id, IdParams, PageQuery, pageOf } from './page.ts';

export const agreementTitleMax = 200;
export const agreementBodyMax = 20_000;

const oneLine = /^\P{Cc}*$/u;
/** Line breaks and tabs are the only control characters a text needs. */
const text = /^[\n\t\P{Cc}]*$/u;

export const AgreementDraft = z.object({
  title: z
    .string()
    .trim()
    .min(1, { message: 'Enter the title' })
    .max(agreementTitleMax, { message: `Use at most ${agreementTitleMax} characters` })
    .regex(oneLine, { message: 'Remove the control characters' }),
  body: z
    .string()
    .transform((value) => value.replaceAll(/\r\n?/g, '\n').trim())
    .pipe(
      z
        .string()
        .min(1, { message: 'Enter the text' })
        .max(agreementBodyMax, {
          message: `Use at most ${agreementBodyMax.toLocaleString('en')} characters`,
        })
        .regex(text, { message: 'Remove the control characters' }),
    )
    .meta({ description: 'plain text, paragraphs separated by empty lines' }),
});
export type AgreementDraft = z.output<typeof AgreementDraft>;

export const AgreementVersion = z.object({
  id: Id,
  version: z.number().int(),
  title: z.string(),
  publishedAt: z.string(),
  publishedByName: z
    .string()
    .meta({ description: 'empty for the text that came with the product' }),
  acceptances: z.number().int().meta({ description: 'tenants that accepted it' }),
  inForce: z.boolean(),
  withdrawnAt: z.string().nullable(),
  withdrawnByName: z.string().nullable(),
});
export type AgreementVersion = z.output<typeof AgreementVersion>;

export const AgreementSettings = z.object({
  integration: z.object({ id: Id, name: z.string() }).nullable().meta({
    description: 'whose agreement it is; null: the default',
  }),
  source: z
    .enum(['default', 'override'])
    .meta({ description: 'which text is in force here; the default page is always default' }),
  current: z.object({
    id: Id,
    version: z.number().int(),
    title: z.string(),
    body: z.string(),
  }),
  latestVersion: z.number().int().meta({
    description: 'newest version of this text, to be named by a publish; 0 before the first',
  }),
  versions: z.array(AgreementVersion).meta({ description: 'newest first, at most 200' }),
  connectedTenants: z.number().int().meta({ description: 'connected where this text is in force' }),
  overrides: z.number().int().meta({ description: 'integrations with a text of their own' }),
});
export type AgreementSettings = z.output<typeof AgreementSettings>;

export const AgreementText = z.object({
  id: Id,
  version: z.number().int(),
  title: z.string(),
  body: z.string(),
  integrationId: Id.nullable(),
  previous: z
    .object({ version: z.number().int(), title: z.string(), body: z.string() })
    .nullable()
    .meta({ description: 'the version before it' }),
});
export type AgreementText = z.output<typeof AgreementText>;

export const AgreementAcceptance = z.object({
  id: Id,
  tenantId: Id,
  tenantName: z.string(),
  integrationId: Id,
  integrationName: z.string(),
  userName: z.string(),
  acceptedAt: z.string(),
});
export type AgreementAcceptance = z.output<typeof AgreementAcceptance>;

const admin = { surface: 'admin', tag: 'Data agreement' } as const;
const Publish = z.object({
  latestVersion: z.number().int().min(0).meta({ description: 'the newest version you have seen' }),
  agreement: AgreementDraft,
});

export const getDefaultAgreement = defineEndpoint({
  ...admin,
  method: 'GET',
  url: '/api/admin/agreement',
  summary: 'The default data agreement and its versions',
  reply: AgreementSettings,
});

export const publishDefaultAgreement = defineEndpoint({
  ...admin,
  method: 'POST',
  url: '/api/admin/agreement',
  summary: 'Publish a new version of the default data agreement',
  description: 'Connections keep working; new ones need the new version.',
  body: Publish,
  reply: AgreementSettings,
  problems: ['changed_meanwhile'],
});

export const getIntegrationAgreement = defineEndpoint({
  ...admin,
  method: 'GET',
  url: '/api/admin/integrations/:id/agreement',
  summary: "The data agreement of an integration and its own text's versions",
  params: IdParams,
  reply: AgreementSettings,
});

export const publishIntegrationAgreement = defineEndpoint({
  ...admin,
  method: 'POST',
  url: '/api/admin/integrations/:id/agreement',
  summary: 'Publish a version of the text that replaces the default for this integration',
  params: IdParams,
  body: Publish,
  reply: AgreementSettings,
  problems: ['changed_meanwhile'],
});

export const removeAgreementOverride = defineEndpoint({
  ...admin,
  method: 'DELETE',
  url: '/api/admin/integrations/:id/agreement',
  summary: 'Go back to the default text; the versions stay',
  params: IdParams,
  reply: AgreementSettings,
  problems: ['agreement_state'],
});

export const restoreAgreementOverride = defineEndpoint({
  ...admin,
  method: 'POST',
  url: '/api/admin/integrations/:id/agreement/restore',
  summary: "Put the integration's own text in force again as it was",
  params: IdParams,
  reply: AgreementSettings,
  problems: ['agreement_state'],
});

export const getAgreementText = defineEndpoint({
  ...admin,
  method: 'GET',
  url: '/api/admin/agreements/:id',
  summary: 'The text of one version and of the one before',
  params: IdParams,
  reply: AgreementText,
});

export const listAgreementAcceptances = defineEndpoint({
  ...admin,
  method: 'GET',
  url: '/api/admin/agreements/:id/acceptances',
  summary: 'Who accepted a version, newest first',
  params: IdParams,
  query: PageQuery.extend({ search: z.string().trim().max(100).optional() }),
  reply: pageOf(AgreementAcceptance),
});
