import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import { partnerAuthorizationTypes } from './integration-general.ts';

const session = { surface: 'session', tag: 'Hand-over' } as const;

/** In the body, never in an address: addresses are logged. */
const body = z.object({ token: z.string().min(20).max(200) });

/** What the partner is told before the secret is shown. */
const HandOver = z.object({
  partnerName: z.string(),
  kind: z.enum(partnerAuthorizationTypes),
  mode: z.enum(['live', 'sandbox']),
  sentByName: z.string(),
  expiresAt: z.string().meta({ description: 'until when the link works' }),
});

export const readHandOver = defineEndpoint({
  ...session,
  method: 'POST',
  url: '/api/handover/read',
  summary: 'What a hand-over link holds; shows no secret and uses nothing up',
  body,
  reply: HandOver,
  problems: ['link_ended'],
});

export const openHandOver = defineEndpoint({
  ...session,
  method: 'POST',
  url: '/api/handover/open',
  summary: 'Show the secret of a hand-over link, once',
  body,
  reply: HandOver.extend({
    clientId: z.string(),
    secret: z.string(),
    credentialExpiresAt: z.string().nullable(),
    tokenUrl: z.string().nullable().meta({ description: 'for OAuth 2.0 Client Credentials' }),
    apiUrl: z.string(),
    docsUrl: z.string(),
  }),
  problems: ['link_ended'],
});
