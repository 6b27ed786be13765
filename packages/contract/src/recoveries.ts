import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import { Id, IdParams, Instant } from './page.ts';

export const recoveryScopes = ['failed', 'unsuccessful'] as const;
export const recoveryStates = ['running', 'finished', 'canceled'] as const;

const Scope = z.enum(recoveryScopes).meta({
  description:
    'failed: messages with no try left, and those the receiver ended by 410; unsuccessful: also those that wait for another try',
});

/** Which messages a recovery is about. */
export const RecoveryInput = z.object({
  integrationId: Id,
  receiverId: Id.nullable().meta({ description: 'null: all receivers of the integration' }),
  since: Instant.meta({ description: 'messages made at this instant or later' }),
  what: Scope,
});
export type RecoveryInput = z.output<typeof RecoveryInput>;

/** A range of messages that is sent again, a batch at a time, at the receiver’s rate. */
export const Recovery = z.object({
  id: Id,
  integrationId: Id,
  integrationName: z.string(),
  prefix: z.string().nullable(),
  what: Scope,
  since: z.string(),
  state: z.enum(recoveryStates),
  total: z.number().int().meta({ description: 'when it was started' }),
  handedOut: z.number().int().meta({ description: 'that have been sent again or are about to be' }),
  succeeded: z.number().int(),
  failed: z.number().int().meta({ description: 'that failed again, with no try left' }),
  startedBy: z.string(),
  createdAt: z.string(),
  endedAt: z.string().nullable(),
});
export type Recovery = z.output<typeof Recovery>;

const Count = z.number().int().nullable().meta({ description: 'null above 10,000' });

export const RecoveryPreview = z.object({
  ended: Count.meta({ description: 'with no try left' }),
  gone: Count.meta({ description: 'ended by the receiver’s 410' }),
  waiting: Count.meta({ description: 'that wait for another try; only of `unsuccessful`' }),
  total: Count,
  held: z.enum(['inactive', 'paused']).nullable().meta({
    description:
      'what is sent again waits: the integration is not active, or a receiver of these messages is paused',
  }),
});
export type RecoveryPreview = z.output<typeof RecoveryPreview>;

const admin = { surface: 'admin', tag: 'Deliveries' } as const;

export const previewRecovery = defineEndpoint({
  ...admin,
  method: 'GET',
  url: '/api/admin/recoveries/preview',
  summary: 'How many messages a recovery would send again',
  query: RecoveryInput.extend({ receiverId: Id.optional() }),
  reply: RecoveryPreview,
});

export const listRecoveries = defineEndpoint({
  ...admin,
  method: 'GET',
  url: '/api/admin/recoveries',
  summary: 'Recoveries that run, or ended within a day; newest first',
  query: z.object({ integrationId: Id.optional() }),
  reply: z.object({ items: z.array(Recovery) }),
});

export const startRecovery = defineEndpoint({
  ...admin,
  method: 'POST',
  url: '/api/admin/recoveries',
  summary: 'Send again what failed since a time, with the same webhook-ids',
  body: RecoveryInput,
  reply: Recovery,
  problems: ['recovery_running'],
});

export const cancelRecovery = defineEndpoint({
  ...admin,
  method: 'POST',
  url: '/api/admin/recoveries/:id/cancel',
  summary: 'Hand out no more of a recovery; what is handed out goes on its way',
  params: IdParams,
  reply: Recovery,
});
