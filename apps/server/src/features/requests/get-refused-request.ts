import { Problem } from '@leads/contract/problem';
import type { FieldFault } from '@leads/contract/problem';
import type { RefusedRequest } from '@leads/contract/requests';
import type { Context } from '#platform/act/context.ts';
import { selectRefusedRequests, toRefusedRequestRow } from './request-rows.ts';

/**
 * One refused call with what we answered and what was sent, masked.
 * @throws Problem `not_found`
 */
export async function getRefusedRequest(ctx: Context, id: string): Promise<RefusedRequest> {
  const row = await selectRefusedRequests(ctx.db)
    .leftJoin('partner_credential as c', 'c.id', 'r.credential_id')
    .select(['r.detail', 'r.errors', 'r.body', 'r.body_cut as bodyCut', 'c.client_id as clientId'])
    .where('r.id', '=', id)
    .executeTakeFirst();
  if (row === undefined) {
    throw new Problem('not_found', {
      detail: 'There is no such request. Refused requests are kept for 30 days.',
    });
  }
  return {
    ...toRefusedRequestRow(row),
    detail: row.detail,
    // Written by the recorder alone.
    errors: row.errors as unknown as FieldFault[],
    clientId: row.clientId,
    body: row.body,
    bodyCut: row.bodyCut,
  };
}
