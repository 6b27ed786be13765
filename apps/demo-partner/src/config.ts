import { z } from 'zod';
import { StartFault } from './start-fault.ts';
import { HttpUrl, SigningSecret } from './settings.ts';

const trimmedList = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  );

const Environment = z
  .object({
    DEMO_PARTNER_PORT: z.coerce.number().int().min(0).max(65_535).default(4601).meta({
      description: 'Port to listen on; 0 takes a free one',
    }),
    HOST: z.string().min(1).default('127.0.0.1').meta({ description: 'Address to listen on' }),
    PLATFORM_URL: HttpUrl.default('http://localhost:4600').meta({
      description: "Where the platform's partner API is",
    }),
    DEMO_PARTNER_CLIENT_ID: z.string().default('').meta({
      description: 'OpenID Connect client that the partner gave to the platform',
    }),
    DEMO_PARTNER_CLIENT_SECRET: z.string().default('').meta({ description: 'Its secret' }),
    DEMO_PARTNER_CALLBACK_URLS: trimmedList.pipe(z.array(HttpUrl)).meta({
      description: 'Exact Callback URLs of that client, by comma',
    }),
    DEMO_PARTNER_TOKEN_CLIENT_ID: z.string().default('').meta({
      description: "The partner's own credential at the platform's token endpoint",
    }),
    DEMO_PARTNER_TOKEN_CLIENT_SECRET: z.string().default('').meta({ description: 'Its secret' }),
    DEMO_PARTNER_SIGNING_SECRET: trimmedList.pipe(z.array(SigningSecret)).meta({
      description: 'Webhook Message Signing keys (whsec_…) to verify with, by comma',
    }),
    DEMO_PARTNER_DATA_FILE: z.string().optional().meta({
      description: 'JSON file that keeps keys, relying parties, settings and grants; none = memory',
    }),
    LOG_LEVEL: z
      .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'])
      .default('info'),
  })
  .refine(
    (env) => (env.DEMO_PARTNER_CLIENT_ID === '') === (env.DEMO_PARTNER_CLIENT_SECRET === ''),
    {
      path: ['DEMO_PARTNER_CLIENT_SECRET'],
      message: 'set DEMO_PARTNER_CLIENT_ID and DEMO_PARTNER_CLIENT_SECRET together',
    },
  );

export interface DemoPartnerConfig {
  readonly port: number;
  readonly host: string;
  readonly platformUrl: string;
  /** The client known from the start; more are registered at run time. */
  readonly client?: {
    readonly id: string;
    readonly secret: string;
    readonly callbackUrls: readonly string[];
  };
  readonly tokenClientId: string;
  readonly tokenClientSecret: string;
  readonly signingSecrets: readonly string[];
  readonly dataFile?: string;
  readonly logLevel: z.infer<typeof Environment>['LOG_LEVEL'];
}

/** @throws StartFault naming every variable at fault. */
export function parseConfig(
  environment: Readonly<Record<string, string | undefined>>,
): DemoPartnerConfig {
  // An empty variable means "not set": shells and compose files leave them so.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new StartFault(`The demo partner cannot start:\n${lines.join('\n')}`);
  }
  const env = parsed.data;
  return {
    port: env.DEMO_PARTNER_PORT,
    host: env.HOST,
    platformUrl: env.PLATFORM_URL,
    ...(env.DEMO_PARTNER_CLIENT_ID !== '' && {
      client: {
        id: env.DEMO_PARTNER_CLIENT_ID,
        secret: env.DEMO_PARTNER_CLIENT_SECRET,
        callbackUrls: env.DEMO_PARTNER_CALLBACK_URLS,
      },
    }),
    tokenClientId: env.DEMO_PARTNER_TOKEN_CLIENT_ID,
    tokenClientSecret: env.DEMO_PARTNER_TOKEN_CLIENT_SECRET,
    signingSecrets: env.DEMO_PARTNER_SIGNING_SECRET,
    ...(env.DEMO_PARTNER_DATA_FILE !== undefined && { dataFile: env.DEMO_PARTNER_DATA_FILE }),
    logLevel: env.LOG_LEVEL,
  };
}
