import { z } from 'zod';
import {
  GeneralView,
  partnerAuthorizationTypes,
  tenantAuthorizationTypes,
} from './integration-general.ts';
import {
  ExtraDetail,
  sections,
  SectionState,
  SigningKeyView,
  tenantAccessModes,
  UrlsView,
  WebhooksView,
} from './integration-sections.ts';
import { Id } from './page.ts';

export const integrationStatuses = ['draft', 'active', 'inactive'] as const;
export type IntegrationStatus = (typeof integrationStatuses)[number];

/** How long after its deletion an integration can be restored. */
export const restorableDays = 30;

export const IntegrationRow = z.object({
  id: Id,
  name: z.string(),
  status: z.enum(integrationStatuses),
  logoUrl: z.string().nullable(),
  tenantAuthorizationType: z.enum(tenantAuthorizationTypes),
  partnerAuthorizationType: z.enum(partnerAuthorizationTypes),
  sectionsComplete: z.number().int().meta({ description: 'of 6' }),
  connectedTenants: z.number().int(),
  leadsIn7Days: z.number().int().nullable(),
  webhookSuccessIn24h: z
    .number()
    .nullable()
    .meta({ description: 'share from 0 to 1; null when none was sent' }),
  updatedAt: z.string(),
  updatedByName: z.string(),
  deletion: z
    .object({
      at: z.string(),
      byName: z.string(),
      restorableUntil: z.string(),
      restorable: z.boolean(),
    })
    .nullable()
    .meta({ description: 'null while it lives' }),
});
export type IntegrationRow = z.output<typeof IntegrationRow>;

/** One thing that keeps an integration from being active, with the section that mends it. */
export const MissingPart = z.object({
  section: z.enum([...sections, 'credentials']),
  message: z.string(),
});
export type MissingPart = z.output<typeof MissingPart>;

export const PartnerCredential = z.object({
  id: Id,
  kind: z.enum(partnerAuthorizationTypes),
  mode: z.enum(['live', 'sandbox']),
  clientId: z.string(),
  secretEnd: z.string(),
  createdAt: z.string(),
  createdByName: z.string(),
  expiresAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
  lastUsedAt: z.string().nullable(),
  handOver: z
    .object({ expiresAt: z.string(), openedAt: z.string().nullable() })
    .nullable()
    .meta({ description: 'the link by which the partner gets the secret, where one was made' }),
});
export type PartnerCredential = z.output<typeof PartnerCredential>;

const CountToTenThousand = z.number().int().nullable().meta({ description: 'null above 10,000' });

export const Integration = z.object({
  id: Id,
  status: z.enum(integrationStatuses),
  logoUrl: z.string().nullable(),
  callbackUrl: z.string(),
  general: GeneralView,
  extraDetails: z.array(ExtraDetail),
  webhooks: WebhooksView,
  signingKeys: z.array(SigningKeyView),
  urls: UrlsView,
  tenantAccess: z.object({
    mode: z.enum(tenantAccessModes).nullable(),
    enabledCount: z.number().int(),
  }),
  credentials: z.array(PartnerCredential),
  sections: z.array(SectionState),
  missing: z
    .array(MissingPart)
    .meta({ description: 'what activation still needs; empty when it may' }),
  connectedTenants: z.number().int(),
  openLeads: CountToTenThousand,
  waitingDeliveries: CountToTenThousand,
  updatedAt: z.string(),
  updatedByName: z.string(),
});
export type Integration = z.output<typeof Integration>;
