import { actionsOf } from '@leads/contract/audit-words';
import { Id } from '@leads/contract/page';
import { z } from 'zod';
import { ListSearch } from '#web/ui/list/list-search.ts';

const Day = z.iso.date().optional().catch(undefined);

/** The state of the audit log in its address. */
export const AuditSearch = ListSearch.omit({ sort: true }).extend({
  /** One act or a group of them. */
  action: z
    .string()
    .refine((name) => actionsOf(name).length > 0)
    .optional()
    .catch(undefined),
  /** Days in the reader's zone, both belong to what is shown. */
  from: Day,
  to: Day,
  integration: Id.optional().catch(undefined),
  tenant: Id.optional().catch(undefined),
  /** Whole ids, as links from elsewhere name them. */
  subject: z.string().max(200).optional().catch(undefined),
});
export type AuditSearch = z.output<typeof AuditSearch>;

/** What the list's endpoint is asked for. */
export function toAuditQuery({ integration, tenant, subject, from, to, ...search }: AuditSearch) {
  return {
    ...search,
    integrationId: integration,
    tenantId: tenant,
    subjectId: subject,
    from: from === undefined ? undefined : startOfDay(from, 0),
    to: to === undefined ? undefined : startOfDay(to, 1),
  };
}

/** Midnight in the reader's zone at the beginning of the day, or of one some days later. */
function startOfDay(day: string, daysLater: number): string {
  const midnight = new Date(`${day}T00:00:00`);
  midnight.setDate(midnight.getDate() + daysLater);
  return midnight.toISOString();
}
