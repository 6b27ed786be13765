import { restorableDays } from '@leads/contract/integrations';

const dayMs = 86_400_000;

/** Until when an integration that was deleted then can be restored. */
export function restorableUntil(deletedAt: Date): Date {
  return new Date(deletedAt.getTime() + restorableDays * dayMs);
}
