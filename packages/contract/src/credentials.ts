import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import { SigningKeyView } from './integration-sections.ts';
import { PartnerCredential } from './integrations.ts';
import { Done, Id, IdParams } from './page.ts';

const admin = { surface: 'admin', tag: 'Credentials and keys' } as const;

const CredentialParams = IdParams.extend({ credentialId: Id });

/** A link that shows the secret to the partner, once. */
export const HandOverLink = z.object({ url: z.string(), expiresAt: z.string() });

/** The secret is in this reply and nowhere else, unless the partner gets it by the link. */
export const NewCredential = z.object({
  credential: PartnerCredential,
  secret: z.string().nullable().meta({ description: 'null when it is handed over by a link' }),
  handOver: HandOverLink.nullable(),
});
export type NewCredential = z.output<typeof NewCredential>;

const handOver = z.boolean().default(false).meta({
  description:
    'the reply holds a link instead of the secret; whoever opens it within 24 hours sees the secret, once',
});

export const createCredential = defineEndpoint({
  ...admin,
  method: 'POST',
  url: '/api/admin/integrations/:id/credentials',
  summary: 'Create a partner credential; its secret is shown once',
  params: IdParams,
  body: z.object({
    mode: z.enum(['live', 'sandbox']).default('live'),
    expiresAt: z.iso.datetime({ offset: true }).nullable().default(null),
    handOver,
  }),
  reply: NewCredential,
});

export const rotateCredential = defineEndpoint({
  ...admin,
  method: 'POST',
  url: '/api/admin/integrations/:id/credentials/:credentialId/rotate',
  summary: 'Replace a credential; the old one works until the overlap ends',
  params: CredentialParams,
  body: z.object({ overlapHours: z.number().int().min(0).max(720).default(24), handOver }),
  reply: NewCredential,
  problems: ['changed_meanwhile'],
});

export const revokeCredential = defineEndpoint({
  ...admin,
  method: 'DELETE',
  url: '/api/admin/integrations/:id/credentials/:credentialId',
  summary: 'Revoke a credential at once',
  description: 'Revoking the last one of an active integration needs `confirm=true`.',
  params: CredentialParams,
  query: z.object({ confirm: z.enum(['true', 'false']).optional() }),
  reply: Done,
  problems: ['confirmation_needed'],
});

export const generateSigningKey = defineEndpoint({
  ...admin,
  method: 'POST',
  url: '/api/admin/integrations/:id/signing-key',
  summary: 'Generate the Webhook Message Signing key',
  params: IdParams,
  reply: z.object({ signingKey: SigningKeyView, secret: z.string() }),
  problems: ['in_use'],
});

export const rotateSigningKey = defineEndpoint({
  ...admin,
  method: 'POST',
  url: '/api/admin/integrations/:id/signing-key/rotate',
  summary: 'Make a new signing key; both sign until the overlap ends',
  params: IdParams,
  body: z.object({ overlapHours: z.number().int().min(0).max(720).default(24) }),
  reply: z.object({ signingKey: SigningKeyView, secret: z.string() }),
});

export const revealSigningKey = defineEndpoint({
  ...admin,
  method: 'POST',
  url: '/api/admin/integrations/:id/signing-key/reveal',
  summary: 'Reveal the signing keys (audited)',
  params: IdParams,
  reply: z.object({
    keys: z.array(z.object({ id: Id, secret: z.string(), expiresAt: z.string().nullable() })),
  }),
});

export const removeSigningKey = defineEndpoint({
  ...admin,
  method: 'DELETE',
  url: '/api/admin/integrations/:id/signing-key',
  summary: 'Remove the signing keys; messages go out unsigned',
  params: IdParams,
  reply: Done,
  problems: ['in_use'],
});
