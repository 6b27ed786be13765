import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import { typed } from './lead.ts';
import { Id, PageQuery, pageOf } from './page.ts';

const tenants = { surface: 'platform', tag: 'Tenants' } as const;

/** What a save did. The same body again is `unchanged`: nothing is written and nobody is told. */
export const saveResults = ['created', 'updated', 'unchanged'] as const;
export type SaveResult = (typeof saveResults)[number];
export const SaveResult = z
  .enum(saveResults)
  .meta({ description: '`unchanged`: everything was so already, and nothing was written' });

/** The host platform's own id of a thing. */
export const ExternalId = z
  .string()
  .min(1, { message: 'Name the external id' })
  .max(128, { message: 'Use at most 128 characters' })
  .regex(/^[^\p{Cc}\p{Cs}]+$/u, { message: 'Leave out control characters' })
  .meta({ description: 'your own id', example: 'T-10042' });

const zonesSeen = new Set<string>();

/** Whether this runtime knows the zone by its IANA name; offsets such as `+05:00` have no daylight saving and are refused. */
function isTimeZone(name: string): boolean {
  if (zonesSeen.has(name)) return true;
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    Intl.DateTimeFormat('en', { timeZone: name });
  } catch {
    return false;
  }
  zonesSeen.add(name);
  return true;
}

let currencies: ReadonlySet<string> | undefined;
const isCurrency = (code: string): boolean =>
  (currencies ??= new Set(Intl.supportedValuesOf('currency'))).has(code);

export const PlatformAddress = z.object({
  streetAddress: typed(200).default(''),
  addressLine2: typed(200).default(''),
  locality: typed(100).default(''),
  region: typed(100).default(''),
  postalCode: typed(20).default(''),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, { message: 'Use two capital letters such as US' })
    .default('US'),
});

export const TenantBody = z.object({
  name: typed(200).min(1, { message: 'Name the tenant' }),
  timeZone: z
    .string()
    .max(64)
    .refine(isTimeZone, { message: 'Use an IANA time zone such as America/Phoenix' })
    .meta({ example: 'America/Phoenix' }),
  currency: z
    .string()
    .refine(isCurrency, { message: 'Use an ISO 4217 code such as USD' })
    .meta({ example: 'USD' }),
  address: PlatformAddress.prefault({}),
  telephone: typed(40).default(''),
  email: z
    .union([
      z.literal(''),
      z.email({ message: 'Use an e-mail address such as office@example.com' }),
    ])
    .default(''),
  website: z
    .union([
      z.literal(''),
      z.url({ protocol: /^https?$/, message: 'Use an http or https address' }),
    ])
    .default(''),
  active: z.boolean().optional().meta({
    description:
      'false closes the connections and the portal of the tenant, history stays; left out: as it is, true for a new one',
  }),
});
export type TenantBody = z.output<typeof TenantBody>;

export const PlatformTenant = z.object({
  id: Id,
  externalId: z.string(),
  name: z.string(),
  timeZone: z.string(),
  currency: z.string(),
  address: z.object({
    streetAddress: z.string(),
    addressLine2: z.string(),
    locality: z.string(),
    region: z.string(),
    postalCode: z.string(),
    country: z.string(),
  }),
  telephone: z.string(),
  email: z.string(),
  website: z.string(),
  active: z.boolean(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type PlatformTenant = z.output<typeof PlatformTenant>;

export const PlatformTenantParams = z.object({ externalId: ExternalId });

export const listPlatformTenants = defineEndpoint({
  ...tenants,
  method: 'GET',
  url: '/api/platform/tenants',
  summary: 'Tenants by external id',
  query: PageQuery.extend({ active: z.enum(['true', 'false']).optional() }),
  reply: pageOf(PlatformTenant),
});

export const getPlatformTenant = defineEndpoint({
  ...tenants,
  method: 'GET',
  url: '/api/platform/tenants/:externalId',
  summary: 'One tenant',
  params: PlatformTenantParams,
  reply: PlatformTenant,
});

export const savePlatformTenant = defineEndpoint({
  ...tenants,
  method: 'PUT',
  url: '/api/platform/tenants/:externalId',
  summary: 'Create or replace a tenant',
  description:
    'The body is the whole tenant: what is left out is emptied, except `active`. Partners with a connection to the tenant hear of a changed name, address, telephone, e-mail or website.',
  params: PlatformTenantParams,
  body: TenantBody,
  reply: z.object({ result: SaveResult, tenant: PlatformTenant }),
});

export const deactivatePlatformTenant = defineEndpoint({
  ...tenants,
  method: 'DELETE',
  url: '/api/platform/tenants/:externalId',
  summary: 'Make a tenant inactive: connections close, history stays',
  params: PlatformTenantParams,
  reply: z.object({ result: SaveResult, tenant: PlatformTenant }),
});
