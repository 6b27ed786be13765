import { createHash } from 'node:crypto';
import type { JobInsert, Queue as QueueOptions } from 'pg-boss';
import { sql } from 'kysely';
import type { Tx } from '#platform/act/context.ts';

const yearSeconds = 365 * 24 * 3600;

/**
 * One job per waiting attempt of a message; the message itself lives in `delivery`. A worker that dies is noticed by
 * its missing heartbeat after 10 s, and never holds a job for more than 30 s.
 */
export const deliveryQueue = {
  name: 'webhook-deliveries',
  policy: 'standard',
  partition: true,
  // The worker listens on `deliveryChannel`, which is announced together with the live hint.
  notify: false,
  expireInSeconds: 30,
  heartbeatSeconds: 10,
  // Only lost leases count here: a refused message is completed and gets a new job.
  retryLimit: 1_000_000,
  retryDelay: 0,
  // Held messages wait for as long as it takes.
  retentionSeconds: 10 * yearSeconds,
  deleteAfterSeconds: 600,
  warningQueueSize: 1_000_000,
} as const satisfies QueueOptions;

/** Tier of second and later tries: of a receiver that fails only a few are under way at once. */
export const retryTier = 'retry';

/** Requests to one receiver at once, over all workers. */
export const atOncePerReceiver = { default: 16, tiers: { [retryTier]: 4 } };

/** PostgreSQL channel on which workers hear that a message may be due. */
export const deliveryChannel = 'leads_deliveries';

/** What a job says; the rest is read when it runs. */
export interface DeliveryJob {
  deliveryId: string;
}

/** The group of jobs that go to one receiver; test messages also go out while the integration is not active. */
export function groupIdOf(receiver: {
  integrationId: string;
  prefix: string;
  test: boolean;
}): string {
  const { integrationId, prefix, test } = receiver;
  const hash = createHash('sha256').update(prefix).digest('base64url').slice(0, 22);
  return `${integrationId}:${hash}${test ? ':test' : ''}`;
}

const probePrefix = 'probe:';

/** A group of its own: goes out although the prefix is paused, to find out whether the receiver is back. */
export const probeGroupOf = (deliveryId: string): string => `${probePrefix}${deliveryId}`;
export const isProbeGroup = (groupId: string | null | undefined): boolean =>
  groupId?.startsWith(probePrefix) ?? false;

/** The job of a message's next attempt; due at once when no delay is given. */
export function toJob(delivery: {
  id: string;
  groupId: string;
  tier?: typeof retryTier;
  startAfterSeconds?: number;
}): JobInsert<DeliveryJob> {
  return {
    data: { deliveryId: delivery.id },
    singletonKey: delivery.id,
    group: {
      id: delivery.groupId,
      ...(delivery.tier === undefined ? {} : { tier: delivery.tier }),
    },
    ...(delivery.startAfterSeconds === undefined ? {} : { startAfter: delivery.startAfterSeconds }),
  };
}

/** Wakes the workers once the transaction commits. */
export async function wakeWorkers(tx: Tx): Promise<void> {
  await sql`select pg_notify(${deliveryChannel}, '')`.execute(tx);
}
