import type { getConnectionCoverage as endpoint } from '@leads/contract/admin-tenants';
import type { ReplyOf } from '@leads/contract/endpoint';
import type { Context } from '#platform/act/context.ts';
import { getConnectionReview } from '../portal/get-connection-review.ts';
import { requireConnectionKey } from './connection-row.ts';

/** @throws Problem `not_found` */
export async function getConnectionCoverage(
  ctx: Context,
  id: string,
): Promise<ReplyOf<typeof endpoint>> {
  const key = await requireConnectionKey(ctx.db, id);
  const { rows } = await getConnectionReview(ctx.db, key);
  return { rows };
}
