import { z } from 'zod';
import type { SaveResult } from '@leads/contract/platform-tenants';
import type { PlatformWork, WorkBody } from '@leads/contract/platform-work';
import { Problem } from '@leads/contract/problem';
import type { Context, Reader } from '#platform/act/context.ts';
import { countUpTo, toPage } from '#platform/db/page-cursor.ts';
import { parseCursor, SortText } from '#platform/db/parse-cursor.ts';
import { requireTenant } from '../records/read-tenants.ts';
import { deactivateOne, saveWork, workKinds } from './save-work.ts';
import type { WorkKind } from './save-work.ts';

interface WorkKey {
  externalId: string;
  workExternalId: string;
}

function selectWork(db: Reader, kind: WorkKind, tenantId: string) {
  return db
    .selectFrom(workKinds[kind].table)
    .select(['id', 'external_id as externalId', 'name', 'active'])
    .where('tenant_id', '=', tenantId);
}

/**
 * A tenant's business units or job types, by external id.
 * @throws Problem `not_found` for an unknown tenant
 */
export async function listWork(
  { db }: Context,
  kind: WorkKind,
  { externalId, cursor, limit }: { externalId: string; cursor?: string | undefined; limit: number },
) {
  const { id: tenantId } = await requireTenant(db, externalId);
  const after = cursor === undefined ? undefined : parseCursor(cursor, z.tuple([SortText]))[0];
  const rows = await selectWork(db, kind, tenantId)
    .$if(after !== undefined, (query) => query.where('external_id', '>', after ?? ''))
    .orderBy('external_id')
    .limit(limit + 1)
    .execute();
  const total = await countUpTo(db, selectWork(db, kind, tenantId));
  return toPage(rows, { limit, cursorOf: (row) => [row.externalId], total });
}

/** @throws Problem `not_found` for an unknown tenant, and for what another tenant has */
export async function getWork(
  { db }: Context,
  kind: WorkKind,
  key: WorkKey,
): Promise<PlatformWork> {
  const { id: tenantId } = await requireTenant(db, key.externalId);
  const item = await selectWork(db, kind, tenantId)
    .where('external_id', '=', key.workExternalId)
    .executeTakeFirst();
  if (item !== undefined) return item;
  throw noWork(key);
}

const noWork = ({ externalId, workExternalId }: WorkKey): Problem =>
  new Problem('not_found', {
    detail: `The tenant ${externalId} has nothing of the external id ${workExternalId} here.`,
  });

/**
 * Creates or replaces one.
 * @throws Problem `not_found` for an unknown tenant
 */
export async function savePlatformWork(
  ctx: Context,
  kind: WorkKind,
  { work, ...key }: WorkKey & { work: WorkBody },
): Promise<{ result: SaveResult; item: PlatformWork }> {
  const { id: tenantId } = await requireTenant(ctx.db, key.externalId);
  const one = { tenantId, externalId: key.workExternalId, work };
  const [result = 'unchanged'] = await saveWork(ctx, kind, [one]);
  return { result, item: await getWork(ctx, kind, key) };
}

/**
 * Makes one inactive: leads keep it, nothing new gets it, its mapping rests.
 * @throws Problem `not_found`
 */
export async function deactivateWork(
  ctx: Context,
  kind: WorkKind,
  key: WorkKey,
): Promise<{ result: SaveResult; item: PlatformWork }> {
  const { id: tenantId } = await requireTenant(ctx.db, key.externalId);
  const result = await deactivateOne(ctx, kind, { tenantId, externalId: key.workExternalId });
  if (result === undefined) throw noWork(key);
  return { result, item: await getWork(ctx, kind, key) };
}
