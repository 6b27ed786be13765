import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import { IdParams } from './page.ts';

/** Every message that partners can be sent, by the path behind the prefix. */
export const webhookPaths = [
  '/leads/accepted',
  '/leads/declined',
  '/leads/appointment_scheduled',
  '/leads/appointment_rescheduled',
  '/leads/appointment_canceled',
  '/leads/invoiced',
  '/accounts/updated',
  '/profiles/updated',
  '/services/updated',
  '/availability/updated',
] as const;
export type WebhookPath = (typeof webhookPaths)[number];

/** What was sent and what came back. Nothing of it is kept. */
export const TestEventResult = z.object({
  url: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string().meta({ description: 'the exact bytes that were signed and sent' }),
  signatures: z.number().int().meta({ description: 'two while a key rotates, 0 without a key' }),
  succeeded: z.boolean(),
  status: z.number().int().nullable().meta({ description: 'null when there was no answer' }),
  error: z.string().nullable().meta({ description: 'why it did not succeed' }),
  replyStart: z.string().nullable().meta({ description: 'the first 2 kB of the reply' }),
  durationMs: z.number().int(),
});
export type TestEventResult = z.output<typeof TestEventResult>;

export const sendTestEvent = defineEndpoint({
  surface: 'admin',
  tag: 'Integrations',
  method: 'POST',
  url: '/api/admin/integrations/:id/test-event',
  summary: 'Send one sample message to the saved address, and say what came back',
  description:
    'Signed and addressed like a real message, also while the integration is not active or the event is switched off. ' +
    'Its ids start with `TEST-`. It is tried once and kept nowhere.',
  params: IdParams,
  body: z.object({ path: z.enum(webhookPaths, { message: 'Choose the event' }) }),
  reply: TestEventResult,
  problems: ['not_ready'],
});
