import { Problem } from '@leads/contract/problem';
import type { FieldFault } from '@leads/contract/problem';
import type { Tx } from '#platform/act/context.ts';
import type { LockedLead } from './lock-lead.ts';

export type OwnWork = Pick<LockedLead, 'tenantJobTypeId' | 'businessUnitId'>;

/**
 * The job type and business unit that do the work: as named, else as the lead has them. A tenant that has none of its
 * own yet may leave them open.
 * @throws Problem `validation_failed` when one is missing or not the tenant's own
 */
export async function requireWork(tx: Tx, lead: LockedLead, named: OwnWork): Promise<OwnWork> {
  return requireOwn(tx, lead, {
    tenantJobTypeId: named.tenantJobTypeId ?? lead.tenantJobTypeId,
    businessUnitId: named.businessUnitId ?? lead.businessUnitId,
    mayBeOpen: false,
  });
}

/**
 * The same as they are named, where null says that it is not known.
 * @throws Problem `validation_failed` for one that is not the tenant's own
 */
export async function requireKnownWork(tx: Tx, lead: LockedLead, named: OwnWork): Promise<OwnWork> {
  return requireOwn(tx, lead, { ...named, mayBeOpen: true });
}

const ownTables = {
  tenantJobTypeId: { table: 'tenant_job_type', pointer: '/tenantJobTypeId', word: 'job type' },
  businessUnitId: { table: 'business_unit', pointer: '/businessUnitId', word: 'business unit' },
} as const;
type Own = (typeof ownTables)[keyof typeof ownTables];

async function requireOwn(
  tx: Tx,
  lead: LockedLead,
  { tenantJobTypeId, businessUnitId, mayBeOpen }: OwnWork & { mayBeOpen: boolean },
): Promise<OwnWork> {
  const chosen = [
    { own: ownTables.tenantJobTypeId, id: tenantJobTypeId, kept: lead.tenantJobTypeId },
    { own: ownTables.businessUnitId, id: businessUnitId, kept: lead.businessUnitId },
  ];
  const errors: FieldFault[] = [];
  for (const { own, id, kept } of chosen) {
    const { pointer, word } = own;
    const named = id?.toLowerCase() ?? null;
    if (named === null && !mayBeOpen && (await hasOwn(tx, lead, own))) {
      errors.push({ pointer, message: `Choose the ${word}` });
    }
    // What the lead has stays, even when the tenant does not use it any more.
    if (named !== null && named !== kept && !(await hasOwn(tx, lead, own, named))) {
      errors.push({ pointer, message: `Choose a ${word} of your own company` });
    }
  }
  if (errors.length > 0) {
    throw new Problem('validation_failed', {
      detail: 'Say which job type and business unit do the work. Nothing was changed.',
      errors,
    });
  }
  return {
    tenantJobTypeId: tenantJobTypeId?.toLowerCase() ?? null,
    businessUnitId: businessUnitId?.toLowerCase() ?? null,
  };
}

async function hasOwn(
  tx: Tx,
  { tenantId }: LockedLead,
  { table }: Own,
  id?: string,
): Promise<boolean> {
  const own = await tx
    .selectFrom(table)
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('active', '=', true)
    .$if(id !== undefined, (query) => query.where('id', '=', id as string))
    .limit(1)
    .executeTakeFirst();
  return own !== undefined;
}
