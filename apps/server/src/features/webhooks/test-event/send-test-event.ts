import { sql } from 'kysely';
import type { TestEventResult, WebhookPath } from '@leads/contract/test-events';
import { Problem } from '@leads/contract/problem';
import { change } from '#platform/act/change.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';
import { OutboundFailure } from '#platform/outbound/outbound-failure.ts';
import { replyBytesMax, timeoutMs } from '../deliver/attempt-delivery.ts';
import { createMessageSigner } from '../deliver/sign-message.ts';
import { listLivingKeys } from '../keys/living-keys.ts';
import { requireIntegration } from '../keys/require-integration.ts';
import { findWebhookTarget } from '../publish/find-webhook-target.ts';
import { toSampleBody } from './sample-bodies.ts';

export interface TestEventRequest {
  integrationId: string;
  path: WebhookPath;
}

const servicesMax = 3;

/**
 * Sends one sample message to the saved address, signed by every living key, and tells what came back. Who sent which is
 * audited before it goes out; nothing else is kept, and it is never tried again.
 * @throws Problem `not_found`; `not_ready` while no address is saved
 */
export async function sendTestEvent(
  ctx: Context,
  request: TestEventRequest,
): Promise<TestEventResult> {
  const { id, url, body, keys, nowMs } = await change(ctx, 'integration.send_test_event', (tx) =>
    prepare(tx, request),
  );
  const signed = createMessageSigner(ctx.sealer)({ id, body, keys, sentAtMs: nowMs });
  const headers = { 'content-type': 'application/json', ...signed };
  const reply = await ctx.outbound.post({ url, body, headers, timeoutMs, replyBytesMax });
  const sent = { url, headers, body, signatures: keys.length };
  const durationMs = Math.round(reply.durationMs);
  if (reply instanceof OutboundFailure) {
    const { message: error, status = null } = reply;
    return { ...sent, succeeded: false, status, error, replyStart: null, durationMs };
  }
  const { status, bodyStart: replyStart } = reply;
  const succeeded = status >= 200 && status < 300;
  const error = succeeded ? null : `The receiver answered ${status}.`;
  return { ...sent, succeeded, status, error, replyStart, durationMs };
}

async function prepare(tx: Tx, { integrationId, path }: TestEventRequest) {
  await requireIntegration(tx, integrationId);
  const target = await findWebhookTarget(tx, integrationId);
  if (target === undefined) {
    throw new Problem('not_ready', {
      detail: 'There is no address to send to. Enter the WebHook URL, save, and try again.',
    });
  }
  const id = `TEST-${newId()}`;
  const nowMs = await readNowMs(tx);
  const nowSeconds = Math.floor(nowMs / 1000);
  const services = await listSomeServices(tx, integrationId);
  const body = JSON.stringify(toSampleBody(path, { id, nowSeconds, services }));
  const url = `${target.prefix}${path}`;
  return {
    value: { id, url, body, nowMs, keys: await listLivingKeys(tx, integrationId) },
    audit: {
      subject: { kind: 'integration', id: integrationId },
      integrationId,
      after: { webhookId: id, url },
    },
  };
}

/** Signatures are dated by the clock that dates all others. */
async function readNowMs(tx: Tx): Promise<number> {
  const { rows } = await sql<{ now: number }>`
    select (extract(epoch from clock_timestamp()) * 1000)::float8 as now`.execute(tx);
  return rows[0]?.now ?? 0;
}

async function listSomeServices(tx: Tx, integrationId: string) {
  const rows = await tx
    .selectFrom('partner_job_type')
    .select(['partner_id as serviceId', 'name'])
    .where('integration_id', '=', integrationId)
    .where('standard_job_type_id', 'is not', null)
    .orderBy('id')
    .limit(servicesMax)
    .execute();
  return rows.length > 0 ? rows : [{ serviceId: 'TEST-service', name: 'Test service' }];
}
