import { sql } from 'kysely';
import type { LeadPerson } from '@leads/contract/leads';
import type { Reader } from '#platform/act/context.ts';

/** A page tells every 20 s that it is seen; two may get lost before it counts as gone. */
export const viewerLifeSeconds = 60;

/** Who has the lead open now, but for one user; the first to come stands first. */
export async function findViewers(
  db: Reader,
  {
    tenantId,
    leadId,
    exceptUserId,
  }: { tenantId: string; leadId: string; exceptUserId: string | null },
): Promise<LeadPerson[]> {
  return db
    .selectFrom('lead_viewer')
    .select(['user_id as userId', 'user_name as name'])
    .where('tenant_id', '=', tenantId)
    .where('lead_id', '=', leadId)
    .where('user_id', '!=', exceptUserId ?? '')
    .where('seen_at', '>', sql<Date>`now() - ${viewerLifeSeconds} * interval '1 second'`)
    .orderBy('since')
    .orderBy('user_id')
    .execute();
}
