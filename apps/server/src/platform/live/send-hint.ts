import { sql } from 'kysely';
import type { Tx } from '#platform/act/context.ts';

export const liveChannel = 'leads_live';

/** What pages can be told of. */
export const hintTopics = [
  'agreements',
  'availability',
  'leads',
  'lead_viewers',
  'connections',
  'deliveries',
  'integrations',
  'mapping',
  'requests',
  'staff',
  'standard_job_types',
  'tenant_users',
] as const;

/** What changed, never what it became: clients fetch again. Staff hear every hint, tenants those with their id. */
export interface Hint {
  topic: (typeof hintTopics)[number];
  id: string;
  tenantId?: string;
  integrationId?: string;
  /** Whose doing it was, where their own page knows it already. */
  byUserId?: string;
}

/** Announces a change once the transaction commits; PostgreSQL folds equal hints of one transaction into one. */
export async function sendHint(tx: Tx, hint: Hint): Promise<void> {
  await sql`select pg_notify(${liveChannel}, ${JSON.stringify(hint)})`.execute(tx);
}

/** The same for several changes, in one statement. */
export async function sendHints(tx: Tx, hints: readonly Hint[]): Promise<void> {
  if (hints.length === 0) return;
  const texts = hints.map((hint) => JSON.stringify(hint));
  await sql`select pg_notify(${liveChannel}, hint) from unnest(${texts}::text[]) as hint`.execute(
    tx,
  );
}
