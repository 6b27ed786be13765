import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import type { Recovery } from '@leads/contract/recoveries';

/** The messages that a recovery is about. */
export interface RecoveryRange {
  integrationId: string;
  /** Null: of all receivers of the integration. */
  prefix: string | null;
  since: string;
  what: Recovery['what'];
}

/** Of `delivery`. */
export const isFailed = sql<boolean>`delivery.state = 'failed'`;
/** Of `delivery`; one that was never tried is on its way already. */
export const isRetried = sql<boolean>`(delivery.state = 'waiting' and delivery.attempts > 0)`;

/** One by one, as each state has an index of its own. */
export function statesOf(what: Recovery['what']): readonly RawBuilder<boolean>[] {
  return what === 'failed' ? [isFailed] : [isFailed, isRetried];
}

/** Of `delivery`, without its state. */
export function isInRange({ integrationId, prefix, since }: RecoveryRange): RawBuilder<boolean> {
  const ofReceiver = prefix === null ? sql`` : sql`and delivery.prefix = ${prefix}`;
  return sql<boolean>`(delivery.integration_id = ${integrationId}
    and delivery.created_at >= ${since}::timestamptz ${ofReceiver})`;
}
