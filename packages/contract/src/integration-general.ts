import { z } from 'zod';

export const tenantAuthorizationTypes = ['open_id_connect', 'st_pairing'] as const;
export type TenantAuthorizationType = (typeof tenantAuthorizationTypes)[number];
export const tenantAuthorizationLabels: Record<TenantAuthorizationType, string> = {
  open_id_connect: 'Open ID Connect',
  st_pairing: 'ST Pairing',
};

export const partnerAuthorizationTypes = [
  'oauth2_client_credentials',
  'api_key',
  'http_basic',
] as const;
export type PartnerAuthorizationType = (typeof partnerAuthorizationTypes)[number];
export const partnerAuthorizationLabels: Record<PartnerAuthorizationType, string> = {
  oauth2_client_credentials: 'OAuth 2.0 Client Credentials',
  api_key: 'API Key',
  http_basic: 'HTTP Basic',
};

/** Control characters; a text of several lines may hold tabs and line ends. */
const lineControl = /^\P{Cc}*$/u;
const textControl = /^(?:[\t\n\r]|\P{Cc})*$/u;
const noControl = { message: 'Remove the control characters' };

export const General = z.object({
  name: z
    .string()
    .trim()
    .refine((value) => [...value].length >= 2, {
      message: 'Enter the partner name (2 to 100 characters)',
    })
    .max(100, { message: 'Use at most 100 characters' })
    .regex(lineControl, noControl),
  description: z
    .string()
    .trim()
    .min(1, { message: 'Describe the partner in a sentence or two' })
    .max(1000, { message: 'Use at most 1,000 characters' })
    .regex(textControl, noControl),
  tenantAuthorizationType: z.enum(tenantAuthorizationTypes, {
    message: 'Choose how tenants sign in to the partner',
  }),
  partnerAuthorizationType: z.enum(partnerAuthorizationTypes, {
    message: 'Choose how the partner signs in to us',
  }),
  multiAccount: z.boolean(),
  technicalContactEmail: z
    .union([
      z.email({ message: 'Enter an e-mail address, or leave it empty' }).max(254),
      z.literal(''),
    ])
    .transform((value) => (value === '' ? null : value))
    .nullable(),
});
export type General = z.output<typeof General>;

/** General Information as replies hold it: nothing left to transform. */
export const GeneralView = General.extend({ technicalContactEmail: z.string().nullable() });

export const logoBytesMax = 1024 * 1024;
export const logoFileTypes = ['.jpeg', '.png', '.jpg', '.svg'] as const;
