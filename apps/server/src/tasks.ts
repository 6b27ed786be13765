import type { Queue as QueueOptions } from 'pg-boss';
import {
  closeLostConnections,
  closeTenantConnections,
  expirePairing,
} from '#features/connections/index.ts';
import { destroySecrets, sumHours } from '#features/integrations/index.ts';
import { forgetTrials, refreshAccounts, scheduleRefreshes } from '#features/oidc-connect/index.ts';
import { applyRetention } from '#features/retention/index.ts';
import { expireHandOvers } from '#features/partner-tokens/index.ts';
import { countFrequentWords } from '#features/tenants/index.ts';
import {
  announceAccounts,
  compareAvailability,
  compareServices,
  deliveryQueue,
  probeReceivers,
  recoverMessages,
  releasePrefix,
  resumeReceiverTask,
  rollAvailability,
} from '#features/webhooks/index.ts';
import type { Task } from '#platform/queue/task.ts';

/** Every kind of background work there is. */
export const tasks: readonly Task[] = [
  closeLostConnections,
  announceAccounts,
  applyRetention,
  closeTenantConnections,
  compareAvailability,
  compareServices,
  countFrequentWords,
  destroySecrets,
  expireHandOvers,
  expirePairing,
  forgetTrials,
  probeReceivers,
  refreshAccounts,
  recoverMessages,
  releasePrefix,
  resumeReceiverTask,
  rollAvailability,
  scheduleRefreshes,
  sumHours,
];

/** Queues that a feature works by itself. */
export const queues: readonly QueueOptions[] = [deliveryQueue];
