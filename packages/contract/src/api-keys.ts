import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import { Done, Id, IdParams, Instant, PageQuery, pageOf } from './page.ts';

const admin = { surface: 'admin', tag: 'API keys' } as const;

export const apiKeyRoles = ['viewer', 'manager', 'platform'] as const;
export type ApiKeyRole = (typeof apiKeyRoles)[number];

export const apiKeyStates = ['works', 'expired', 'revoked'] as const;
export type ApiKeyState = (typeof apiKeyStates)[number];

export const ApiKey = z.object({
  id: Id,
  name: z.string(),
  role: z.enum(apiKeyRoles),
  start: z.string().meta({ description: 'The first characters of the key', example: 'lim_7Qx2' }),
  state: z.enum(apiKeyStates),
  createdByName: z.string().nullable(),
  createdAt: z.string(),
  expiresAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
  lastUsedAt: z.string().nullable().meta({ description: 'To within a minute' }),
});
export type ApiKey = z.output<typeof ApiKey>;

export const listApiKeys = defineEndpoint({
  ...admin,
  method: 'GET',
  url: '/api/admin/api-keys',
  summary: 'API keys, newest first (admins only)',
  query: PageQuery.extend({
    search: z.string().trim().max(200).optional().meta({ description: 'Part of the name' }),
    role: z.enum(apiKeyRoles).optional(),
    state: z.enum(apiKeyStates).optional(),
  }),
  reply: pageOf(ApiKey),
});

export const CreateApiKeyBody = z.object({
  name: z
    .string()
    .trim()
    .min(1, { message: 'Enter a name that says what the key is for' })
    .max(100, { message: 'Use at most 100 characters' }),
  role: z.enum(apiKeyRoles),
  expiresAt: Instant.nullable().default(null),
});

export const createApiKey = defineEndpoint({
  ...admin,
  method: 'POST',
  url: '/api/admin/api-keys',
  summary: 'Create an API key; it is shown once',
  description: 'Send it as `Authorization: Bearer <key>`. It needs no Origin and no cookie.',
  body: CreateApiKeyBody,
  reply: z.object({
    apiKey: ApiKey,
    key: z.string().meta({ description: 'In this reply and nowhere else' }),
  }),
});

export const revokeApiKey = defineEndpoint({
  ...admin,
  method: 'DELETE',
  url: '/api/admin/api-keys/:id',
  summary: 'Revoke an API key at once',
  params: IdParams,
  reply: Done,
});
