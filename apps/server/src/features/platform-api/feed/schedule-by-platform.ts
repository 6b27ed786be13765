import type { BodyOf } from '@leads/contract/endpoint';
import type { schedulePlatformLead as endpoint } from '@leads/contract/platform-leads';
import { fieldProblem, Problem } from '@leads/contract/problem';
import { scheduleLead } from '#features/leads/index.ts';
import type { LeadTarget } from '#features/leads/index.ts';
import type { Context } from '#platform/act/context.ts';

type Body = Omit<BodyOf<typeof endpoint>, 'version'>;

/** The verb's fields as the host platform names them. */
const pointers: Record<string, string> = {
  '/tenantJobTypeId': '/jobTypeExternalId',
  '/businessUnitId': '/businessUnitExternalId',
};

/**
 * Schedules with the job type and business unit that the host platform names by its own ids.
 * @throws Problem as `scheduleLead`; `validation_failed` for an id that the tenant has nothing active of
 */
export async function scheduleByPlatform(
  ctx: Context,
  at: LeadTarget & { version: number },
  { jobTypeExternalId, businessUnitExternalId, ...appointment }: Body,
): Promise<void> {
  const { tenantId } = at;
  const tenantJobTypeId = await findOwn(ctx, {
    tenantId,
    table: 'tenant_job_type',
    externalId: jobTypeExternalId,
    pointer: '/jobTypeExternalId',
  });
  const businessUnitId = await findOwn(ctx, {
    tenantId,
    table: 'business_unit',
    externalId: businessUnitExternalId,
    pointer: '/businessUnitExternalId',
  });
  try {
    await scheduleLead(ctx, { ...at, ...appointment, tenantJobTypeId, businessUnitId });
  } catch (err) {
    if (!(err instanceof Problem) || err.code !== 'validation_failed') throw err;
    throw new Problem('validation_failed', {
      detail: err.detail,
      errors: err.errors.map(({ pointer, message }) => ({
        pointer: pointers[pointer] ?? pointer,
        message,
      })),
    });
  }
}

async function findOwn(
  { db }: Context,
  {
    tenantId,
    table,
    externalId,
    pointer,
  }: {
    tenantId: string;
    table: 'tenant_job_type' | 'business_unit';
    externalId: string | null | undefined;
    pointer: string;
  },
): Promise<string | null> {
  if (externalId === null || externalId === undefined) return null;
  const own = await db
    .selectFrom(table)
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('external_id', '=', externalId)
    .where('active', '=', true)
    .executeTakeFirst();
  if (own !== undefined) return own.id;
  throw fieldProblem(pointer, `The tenant has nothing active of the id ${externalId}`);
}
