import type { Lead } from '@leads/contract/leads';
import type { Context, Tx } from '#platform/act/context.ts';
import { actOnLead } from '../act-on-lead.ts';
import type { LeadTarget } from '../lock-lead.ts';
import { requireKnownWork } from '../require-work.ts';
import type { OwnWork } from '../require-work.ts';

/**
 * Sets the job type and business unit by hand, where the mapping left them open or was wrong; null: not known. Tells the
 * partner nothing.
 * @throws Problem as `actOnLead`; `validation_failed` for one that is not the tenant's own
 */
export async function setJobType(
  ctx: Context,
  { version, tenantId, leadId, ...named }: LeadTarget & { version: number } & OwnWork,
): Promise<Lead> {
  return actOnLead(ctx, {
    target: { tenantId, leadId },
    version,
    act: 'lead.set_job_type',
    work: async (tx, lead) => {
      const work = await requireKnownWork(tx, lead, named);
      const { tenantJobTypeId, businessUnitId } = work;
      return {
        set: { tenant_job_type_id: tenantJobTypeId, business_unit_id: businessUnitId },
        activities: [
          { act: 'lead.set_job_type', detail: await readNames(tx, lead.tenantId, work) },
        ],
        audit: { tenantJobTypeId, businessUnitId },
      };
    },
  });
}

async function readNames(tx: Tx, tenantId: string, { tenantJobTypeId, businessUnitId }: OwnWork) {
  const nameOf = async (table: 'tenant_job_type' | 'business_unit', id: string | null) => {
    if (id === null) return null;
    const query = tx.selectFrom(table).select('name').where('tenant_id', '=', tenantId);
    return (await query.where('id', '=', id).executeTakeFirstOrThrow()).name;
  };
  return {
    jobType: await nameOf('tenant_job_type', tenantJobTypeId),
    businessUnit: await nameOf('business_unit', businessUnitId),
  };
}
