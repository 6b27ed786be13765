import { z } from 'zod';
import { Id } from './page.ts';

export const sections = [
  'general',
  'job_types',
  'extra_details',
  'webhooks',
  'urls',
  'tenant_access',
] as const;
export type Section = (typeof sections)[number];

/** Labels and help as the product's article words them. */
export const sectionText: Record<Section, { title: string; help: string; slug: string }> = {
  general: {
    title: 'General Information',
    help: 'Basic information about the lead company',
    slug: 'general',
  },
  job_types: {
    title: 'Map Job Types',
    help: "Map your partner's job types to the standard job types",
    slug: 'job-types',
  },
  extra_details: {
    title: 'Extra Details',
    help: 'Provide the parameter used by the strategic partners to identify the leads they send',
    slug: 'extra-details',
  },
  webhooks: {
    title: 'Webhooks',
    help: "Sends back your lead status events data to the leads' source",
    slug: 'webhooks',
  },
  urls: {
    title: 'URLs',
    help: 'Indicate the URLs to connect the tenant to the strategic partner',
    slug: 'urls',
  },
  tenant_access: {
    title: 'Tenant Access',
    help: 'Set up who can access the integration',
    slug: 'tenant-access',
  },
};

/** What a card shows: its state, why it is incomplete, a one-line summary, and the version a save must name. */
export const SectionState = z.object({
  section: z.enum(sections),
  state: z.enum(['not_set_up', 'incomplete', 'complete']),
  reason: z.string().nullable().meta({ description: 'what is missing, when incomplete' }),
  warning: z.string().nullable().meta({ description: 'amber note that blocks nothing' }),
  summary: z.string(),
  version: z.number().int(),
  savedAt: z.string().nullable(),
  savedByName: z.string(),
});
export type SectionState = z.output<typeof SectionState>;

export const extraDetailsMax = 50;

const noControl = /^\P{Cc}*$/u;
const printable = /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/u;

export const ExtraDetail = z.object({
  parameter: z
    .string()
    .min(1, { message: 'Enter the parameter' })
    .max(100, { message: 'Use at most 100 characters' })
    .regex(printable, { message: 'Use printable characters only' })
    .refine((value) => value === value.trim(), { message: 'Remove the spaces before and after' }),
  displayName: z
    .string()
    .trim()
    .min(1, { message: 'Enter the display name' })
    .max(100, { message: 'Use at most 100 characters' })
    .regex(noControl, { message: 'Remove the control characters' }),
});
export type ExtraDetail = z.output<typeof ExtraDetail>;

export const ExtraDetails = z.object({
  rows: z
    .array(ExtraDetail)
    .max(extraDetailsMax, {
      message: 'You can add up to 50 parameters. Remove one to add another.',
    })
    .superRefine((rows, context) => {
      const seen = new Map<string, number>();
      rows.forEach((row, index) => {
        const first = seen.get(row.parameter);
        if (first === undefined) seen.set(row.parameter, index);
        else
          context.addIssue({
            code: 'custom',
            path: [index, 'parameter'],
            message: `Row ${first + 1} has this parameter already`,
          });
      });
    }),
});
export type ExtraDetails = z.output<typeof ExtraDetails>;

export const leadEvents = ['accept', 'decline', 'appointments', 'invoice'] as const;
export type LeadEvent = (typeof leadEvents)[number];

export const Webhooks = z
  .object({
    accounts: z.boolean(),
    profiles: z.boolean(),
    services: z.boolean(),
    availability: z.boolean(),
    leads: z.boolean(),
    leadEvents: z.object({
      accept: z.boolean(),
      decline: z.boolean(),
      appointments: z.boolean(),
      invoice: z.boolean(),
    }),
    urlPrefix: z
      .string()
      .trim()
      .max(2000, { message: 'Use at most 2,000 characters' })
      .regex(noControl, { message: 'Remove the control characters' })
      .transform((value) => value.replace(/\/+$/, ''))
      .transform((value) => (value === '' ? null : value))
      .nullable()
      .meta({
        description: 'WebHook URL: the prefix that paths such as /leads/accepted are added to',
      }),
  })
  .superRefine((value, context) => {
    if (value.leads && !leadEvents.some((name) => value.leadEvents[name])) {
      context.addIssue({
        code: 'custom',
        path: ['leadEvents'],
        message: 'Select at least one event: Accept, Decline, Appointments or Invoice',
      });
    }
  });
export type Webhooks = z.output<typeof Webhooks>;

/** Webhooks as replies hold them: nothing left to transform. */
export const WebhooksView = z.object({
  ...Webhooks.shape,
  urlPrefix: z.string().nullable(),
});

/** What is stored of the signing keys; the secrets are shown only by reveal. */
export const SigningKeyView = z.object({
  id: Id,
  createdAt: z.string(),
  expiresAt: z.string().nullable(),
});

const optionalText = (max: number) =>
  z
    .string()
    .trim()
    .max(max, { message: `Use at most ${max.toLocaleString('en')} characters` })
    .regex(noControl, { message: 'Remove the control characters' })
    .transform((value) => (value === '' ? null : value))
    .nullable();

/** Both types' fields; those of the type that is not chosen are kept and not required. The server judges the addresses. */
export const Urls = z.object({
  pairingUrl: optionalText(2000),
  configurationEndpoint: optionalText(2000),
  clientId: optionalText(500),
  clientSecret: optionalText(2000).meta({ description: 'write-only; null keeps the stored one' }),
  clientSecretExpiresOn: z.union([z.iso.date(), z.literal('').transform(() => null)]).nullable(),
  scopes: optionalText(1000).meta({ description: 'separated by spaces; must hold openid' }),
});
export type Urls = z.output<typeof Urls>;

/** URLs as replies hold them: without the secret, and nothing left to transform. */
export const UrlsView = z.object({
  pairingUrl: z.string().nullable(),
  configurationEndpoint: z.string().nullable(),
  clientId: z.string().nullable(),
  clientSecretExpiresOn: z.string().nullable(),
  scopes: z.string().nullable(),
  clientSecretStored: z.boolean(),
  callbackUrl: z.string(),
});

export const tenantAccessModes = ['all', 'specific'] as const;

const accessChangesMax = 10_000;
const tooManyChanges = 'Enable or disable at most 10,000 tenants in one save';

/** A save names only what changes, so that it stays small among 100,000 tenants. */
export const TenantAccess = z.object({
  mode: z.enum(tenantAccessModes, { message: 'Choose who has access' }),
  enable: z.array(Id).max(accessChangesMax, { message: tooManyChanges }),
  disable: z.array(Id).max(accessChangesMax, { message: tooManyChanges }),
});
export type TenantAccess = z.output<typeof TenantAccess>;

/** A stored Client Secret stays with the server it was entered for: to send it to another would be a way to read it. */
export function isSameServer(stored: string | null, asked: string | null): boolean {
  const origin = stored === null ? undefined : originOf(stored);
  return origin !== undefined && asked !== null && originOf(asked) === origin;
}

function originOf(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).origin : undefined;
}
