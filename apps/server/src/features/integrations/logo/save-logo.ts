import { createHash } from 'node:crypto';
import type { Integration } from '@leads/contract/integrations';
import { Problem } from '@leads/contract/problem';
import { change, noAudit, requirePermission } from '#platform/act/change.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { getIntegration } from '../get-integration.ts';
import { lockIntegration, requireIntegration } from '../lock-integration.ts';
import { touchIntegration } from '../touch-integration.ts';
import { judgeLogo } from './logo-kind.ts';
import { redrawLogo } from './redraw-logo.ts';

export interface UploadedFile {
  fileName: string;
  bytes: Buffer;
}

/**
 * Keeps the picture as we redraw it, in place of the one before; the uploaded bytes are dropped.
 * @throws Problem `file_refused` in words, `not_found`
 */
export async function saveLogo(
  ctx: Context,
  { integrationId, file }: { integrationId: string; file: UploadedFile },
): Promise<Integration> {
  // Before any work is done for the caller; the redrawing must not happen inside a transaction.
  requirePermission(ctx, 'integration.save_logo');
  await requireIntegration(ctx.db, integrationId);
  const png = await redraw(file);
  const sha256 = createHash('sha256').update(png).digest('hex');
  await change(ctx, 'integration.save_logo', async (tx) => {
    const before = await lockLogo(tx, integrationId);
    const columns = { png, sha256, saved_at: ctx.clock.now() };
    await tx
      .insertInto('integration_logo')
      .values({ integration_id: integrationId, ...columns })
      .onConflict((conflict) => conflict.column('integration_id').doUpdateSet(columns))
      .execute();
    await announce(tx, ctx, integrationId);
    return { value: undefined, audit: auditOf(integrationId, before, { sha256 }) };
  });
  return getIntegration(ctx, integrationId);
}

/**
 * Removes the logo, so that initials stand in. Without one nothing changes.
 * @throws Problem `not_found`
 */
export async function removeLogo(ctx: Context, integrationId: string): Promise<Integration> {
  await change(ctx, 'integration.save_logo', async (tx) => {
    const before = await lockLogo(tx, integrationId);
    if (before === null) return { value: undefined, audit: noAudit('there is no logo') };
    await tx.deleteFrom('integration_logo').where('integration_id', '=', integrationId).execute();
    await announce(tx, ctx, integrationId);
    return { value: undefined, audit: auditOf(integrationId, before, null) };
  });
  return getIntegration(ctx, integrationId);
}

async function redraw({ fileName, bytes }: UploadedFile): Promise<Buffer> {
  const judgement = judgeLogo(fileName, bytes);
  const redrawn =
    'refusal' in judgement ? judgement : await redrawLogo({ kind: judgement.kind, bytes });
  if ('refusal' in redrawn) throw fileRefused(redrawn.refusal);
  return redrawn.png;
}

export function fileRefused(message: string): Problem {
  return new Problem('file_refused', { detail: message, errors: [{ pointer: '/file', message }] });
}

async function lockLogo(tx: Tx, integrationId: string): Promise<{ sha256: string } | null> {
  await lockIntegration(tx, integrationId);
  const row = await tx
    .selectFrom('integration_logo')
    .select('sha256')
    .where('integration_id', '=', integrationId)
    .executeTakeFirst();
  return row ?? null;
}

async function announce(tx: Tx, ctx: Context, integrationId: string): Promise<void> {
  await touchIntegration(tx, ctx, integrationId);
  await sendHint(tx, { topic: 'integrations', id: integrationId, integrationId });
}

function auditOf(integrationId: string, before: object | null, after: object | null) {
  return { subject: { kind: 'integration', id: integrationId }, integrationId, before, after };
}
