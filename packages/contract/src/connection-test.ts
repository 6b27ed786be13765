import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import { Urls } from './integration-sections.ts';
import { Id, IdParams } from './page.ts';

export const checkResults = ['passed', 'failed', 'warning', 'skipped'] as const;
export type CheckResult = (typeof checkResults)[number];

/** One thing that was tried, with its own verdict. */
export const ConnectionCheck = z.object({
  id: z.string().meta({ example: 'discovery' }),
  label: z.string(),
  result: z.enum(checkResults),
  detail: z.string().meta({ description: 'what was found, and what to mend when it failed' }),
  durationMs: z.number().int(),
});
export type ConnectionCheck = z.output<typeof ConnectionCheck>;

export const ConnectionTest = z.object({
  checks: z.array(ConnectionCheck),
  passed: z.boolean().meta({ description: 'nothing failed; warnings may be among the checks' }),
});
export type ConnectionTest = z.output<typeof ConnectionTest>;

const admin = { surface: 'admin', tag: 'Integrations' } as const;

/** Values as the form holds them; a Client Secret of null stands for the stored one. */
const FormValues = z.object({ urls: Urls });

export const testConnection = defineEndpoint({
  ...admin,
  method: 'POST',
  url: '/api/admin/integrations/:id/test-connection',
  summary: 'Test the connection with the values of the form',
  description: 'Nothing is saved. A `clientSecret` of null uses the stored one.',
  params: IdParams,
  body: FormValues,
  reply: ConnectionTest,
});

export const trySignIn = defineEndpoint({
  ...admin,
  method: 'POST',
  url: '/api/admin/integrations/:id/try-sign-in',
  summary: 'Begin a sign-in at the partner to look at what it tells',
  description:
    'For staff in a browser: it goes to `redirectTo` and comes back to the Callback URL within ten minutes. Nothing is connected, and the outcome is forgotten after ten minutes.',
  params: IdParams,
  body: FormValues,
  reply: z.object({ redirectTo: z.string(), trialId: Id }),
  problems: ['wrong_authorization_type', 'partner_unreachable', 'partner_refused'],
});

export const SignInTrial = z.object({
  id: Id,
  result: z.enum(['pending', 'signed_in', 'failed']),
  issuer: z.string(),
  expiresAt: z.string().meta({ description: 'until then it can be looked at' }),
  failure: z
    .object({
      code: z.string(),
      message: z.string().meta({ description: 'what happened and what to mend' }),
      detail: z.string().nullable().meta({ description: 'what was wrong in particular' }),
    })
    .nullable(),
  claims: z.array(
    z.object({ name: z.string(), value: z.string(), source: z.enum(['id_token', 'userinfo']) }),
  ),
  account: z
    .object({
      id: z.string(),
      name: z.string(),
      profiles: z.array(z.object({ id: z.string(), name: z.string() })),
    })
    .nullable()
    .meta({ description: 'what a tenant would be connected to by this sign-in' }),
  tokens: z
    .object({
      askedScopes: z.array(z.string()),
      grantedScopes: z.array(z.string()),
      expiresInSeconds: z.number().nullable(),
      refreshToken: z.boolean(),
    })
    .nullable(),
});
export type SignInTrial = z.output<typeof SignInTrial>;

export const SignInTrialParams = IdParams.extend({ trialId: Id });

export const getSignInTrial = defineEndpoint({
  ...admin,
  method: 'GET',
  url: '/api/admin/integrations/:id/sign-in-trials/:trialId',
  summary: 'What a tried sign-in brought; only for who began it, in the same session',
  params: SignInTrialParams,
  reply: SignInTrial,
});

/** The page of the Admin Portal that shows a tried sign-in. */
export const signInTrialPath = (integrationId: string, trialId: string) =>
  `/integrations/${integrationId}/try-sign-in?trial=${trialId}`;
