import { z } from 'zod';
import { refusedRequestDays } from '@leads/contract/requests';
import { logLevels } from '#platform/log.ts';
import { parseSealingKeys } from '#platform/secrets/sealing-keys.ts';

export const surfaceNames = ['partner', 'tenant', 'admin', 'platform'] as const;
export type SurfaceName = (typeof surfaceNames)[number];

const port = (fallback: number) => z.coerce.number().int().min(0).max(65_535).default(fallback);
const flag = z
  .enum(['true', 'false', '1', '0'])
  .default('false')
  .transform((value) => value === 'true' || value === '1');
const originUrl = z
  .url({
    protocol: /^https?$/,
    message: 'must be an http or https address such as https://leads.example.com',
  })
  .transform((value) => value.replace(/\/+$/, ''));
const optional = z.string().optional();

/** `<claim value>=<role>` entries; a mistyped role must not leave somebody out in silence. */
function isRoleMap(value: string | undefined): boolean {
  const isEntry = (entry: string) => /^\s*[^=]+=(viewer|manager|admin)\s*$/.test(entry);
  return value === undefined || value.split(',').every(isEntry);
}

const days = (least: number) => z.coerce.number().int().min(least).max(36_500);

const perSecond = (limit: number) => z.coerce.number().int().min(1).max(1_000_000).default(limit);

/** Every variable we read. Descriptions are printed into `.env.example`. */
export const environmentSchema = z.object({
  PORT: port(4600).meta({ description: 'Where the API and the portals listen' }),
  HOST: z
    .string()
    .default('127.0.0.1')
    .meta({ description: 'Address to listen on; loopback unless set' }),
  PUBLIC_URL: originUrl.optional().meta({
    description: 'Address that browsers use, without a path. Default: http://localhost:PORT',
  }),
  CALLBACK_BASE_URL: originUrl
    .optional()
    .meta({ description: 'Base of the Callback URLs handed to partners. Default: PUBLIC_URL' }),
  SURFACES: z
    .string()
    .default(surfaceNames.join(','))
    .transform((value) => value.split(',').map((name) => name.trim()))
    .pipe(z.array(z.enum(surfaceNames)).min(1))
    .meta({ description: 'What this process serves: partner, tenant, admin, platform' }),
  TRUST_PROXY: z.string().default('').meta({
    description:
      'Addresses of reverse proxies whose X-Forwarded-* headers count, separated by commas',
  }),
  DATABASE_URL: z.string().meta({
    description: 'PostgreSQL 15 or newer; `npm start` runs its own when this is empty',
  }),
  DATABASE_POOL_MAX: z.coerce
    .number()
    .int()
    .min(2)
    .max(200)
    .default(16)
    .meta({ description: 'Database connections per process' }),
  PARTNER_CALLS_PER_SECOND: perSecond(600).meta({
    description: 'Calls that one partner may make in a second, over all processes',
  }),
  ACCOUNT_BOOKINGS_PER_SECOND: perSecond(60).meta({
    description: 'Bookings that one partner may post for one account in a second',
  }),
  ATTEMPT_RETENTION_DAYS: days(7).default(90).meta({
    description:
      'Days for which ended webhook messages, their attempts and sign-ins at partners are kept',
  }),
  REQUEST_LOG_RETENTION_DAYS: days(1).default(refusedRequestDays).meta({
    description: 'Days for which refused partner calls are kept',
  }),
  AUDIT_RETENTION_DAYS: days(365).default(2557).meta({
    description: 'Days for which audit entries and what happened are kept: seven years',
  }),
  LEAD_RETENTION_DAYS: days(30).optional().meta({
    description:
      'Days after which the personal data of a lead that nobody changed meanwhile is erased; never unless set',
  }),
  DATA_DIR: z
    .string()
    .default('.data')
    .meta({ description: 'Where `npm start` keeps its database and secrets' }),
  METRICS_PORT: port(0).meta({ description: 'Loopback port of /metrics; 0 switches it off' }),
  LOG_LEVEL: z
    .enum(logLevels)
    .default('info')
    .meta({ description: `One of ${logLevels.join(', ')}` }),
  SEALING_KEYS: z
    .string()
    .transform((value, context) => {
      try {
        return parseSealingKeys(value);
      } catch (err) {
        context.addIssue({
          code: 'custom',
          message: err instanceof Error ? err.message : 'cannot be used',
        });
        return z.NEVER;
      }
    })
    .meta({
      description:
        'Keys that encrypt secrets at rest: <id>:<base64 of 32 bytes>, separated by commas; the first one encrypts',
    }),
  SESSION_SECRET: z
    .string()
    .min(32, { message: 'needs at least 32 characters' })
    .meta({ description: 'Signs the session cookies; at least 32 random characters' }),
  TOKEN_SIGNING_KEYS: z.string().min(1).meta({
    description:
      'JWK Set (JSON) of private ES256 or EdDSA keys that sign partner tokens; the first one signs',
  }),
  OUTBOUND_ALLOW_LOOPBACK: flag.meta({
    description:
      'Allows http and loopback addresses (127.0.0.0/8, ::1) for partners. For trials only',
  }),
  SSO_ISSUER: optional.meta({
    description: 'Company sign-in: the OpenID provider, such as https://login.example.com',
  }),
  SSO_CLIENT_ID: optional.meta({ description: 'Company sign-in: our client id there' }),
  SSO_CLIENT_SECRET: optional.meta({ description: 'Company sign-in: our client secret there' }),
  SSO_LABEL: z
    .string()
    .default('Company sign-in')
    .meta({ description: 'Company sign-in: words on the button' }),
  SSO_ROLE_CLAIM: optional.meta({
    description: 'Company sign-in: the claim that names the groups of a user',
  }),
  SSO_ROLE_MAP: optional
    .refine(isRoleMap, {
      message: 'is <claim value>=<viewer|manager|admin>, separated by commas',
    })
    .meta({
      description:
        'Company sign-in: <claim value>=<viewer|manager|admin>, separated by commas; makes staff users at first sign-in',
    }),
});

type Environment = z.output<typeof environmentSchema>;

export interface Config extends Omit<Environment, 'PUBLIC_URL' | 'CALLBACK_BASE_URL'> {
  PUBLIC_URL: string;
  CALLBACK_BASE_URL: string;
  /** Set by `npm start` with demo data alone: the sign-in page then lists the demo users. */
  demo: boolean;
}

/** The environment cannot be used. The message lists every fault, a line each. */
export class ConfigFault extends Error {
  override name = 'ConfigFault';
}

/**
 * Reads the environment; all faults are reported together. An empty variable counts as not set, as shells and compose
 * files leave them so.
 * @throws ConfigFault
 */
export function parseConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) throw new ConfigFault(describeFaults(parsed.error));
  const faults = ssoFaults(parsed.data);
  if (faults.length > 0) throw new ConfigFault(faults.join('\n'));
  return { ...parsed.data, ...publicAddresses(parsed.data), demo: false };
}

/** Where browsers find us, and the base of Callback URLs, each with its default. */
export function publicAddresses(given: {
  PORT?: number | string | undefined;
  PUBLIC_URL?: string | undefined;
  CALLBACK_BASE_URL?: string | undefined;
}): Pick<Config, 'PUBLIC_URL' | 'CALLBACK_BASE_URL'> {
  const PUBLIC_URL = given.PUBLIC_URL ?? `http://localhost:${given.PORT ?? 4600}`;
  return { PUBLIC_URL, CALLBACK_BASE_URL: given.CALLBACK_BASE_URL ?? PUBLIC_URL };
}

function describeFaults(error: z.ZodError): string {
  return error.issues
    .map((issue) => {
      const name = issue.path.join('.');
      const missing = issue.code === 'invalid_type' && issue.input === undefined;
      return `${name}: ${missing ? 'is missing' : issue.message}`;
    })
    .join('\n');
}

function ssoFaults(environment: Environment): string[] {
  const names = ['SSO_ISSUER', 'SSO_CLIENT_ID', 'SSO_CLIENT_SECRET'] as const;
  const missing = names.filter((name) => environment[name] === undefined);
  if (missing.length === 0 || missing.length === names.length) return [];
  return missing.map((name) => `${name}: is missing (company sign-in needs ${names.join(', ')})`);
}
