import { z } from 'zod';
import { BookingWarning } from '@leads/contract/bookings';
import type { DeclineReason, Lead } from '@leads/contract/leads';
import type { Context, ReadDb } from '#platform/act/context.ts';
import { findViewers } from '../desk/find-viewers.ts';
import { readEstimate } from '../estimate.ts';
import { listActs } from '../lead-state.ts';
import { leadNotFound, requireOwnTenant } from '../lock-lead.ts';
import type { LeadTarget } from '../lock-lead.ts';
import { readBusinessUnitChoices, readJobTypeChoices } from './choices.ts';
import { readInvoices, readActivities, readLeadDeliveries } from './lead-history.ts';
import { selectLeadRows, toLeadRow } from './lead-row.ts';
import { readDetails } from './read-details.ts';

/**
 * One lead with everything its page shows; `acts` is what this caller may do to it now.
 * @throws Problem `not_found`, also for a lead of another tenant
 */
export async function getLead(ctx: Context, { tenantId, leadId }: LeadTarget): Promise<Lead> {
  requireOwnTenant(ctx, tenantId);
  const { db } = ctx;
  const row = await readLead(db, { tenantId, leadId });
  if (row === undefined) throw leadNotFound();
  const one = { tenantId, leadId };
  const { currency, timeZone, standardJobTypeId } = row;
  const leadRow = toLeadRow(row);
  const choices = { tenantId, standardJobTypeId };
  const received = { at: row.receivedAt, integrationName: row.integrationName };
  return {
    ...leadRow,
    ...toFacts(row),
    ...(await readDetails(db, row)),
    jobTypeChoices: await readJobTypeChoices(db, { ...choices, currentId: row.tenantJobTypeId }),
    businessUnitChoices: await readBusinessUnitChoices(db, {
      ...choices,
      currentId: row.businessUnitId,
    }),
    estimate: await readEstimate(db, { ...one, currency }),
    invoices: await readInvoices(db, one),
    activities: await readActivities(db, { ...one, timeZone, received }),
    deliveries: await readLeadDeliveries(db, one),
    viewers: await findViewers(db, { ...one, exceptUserId: ctx.actor.id }),
    acts: listActs(leadRow, ctx.actor),
  };
}

async function readLead(db: ReadDb, { tenantId, leadId }: LeadTarget) {
  return selectLeadRows(db)
    .innerJoin('tenant', 'tenant.id', 'lead.tenant_id')
    .leftJoin('standard_job_type', 'standard_job_type.id', 'lead.standard_job_type_id')
    .leftJoin('trade', 'trade.id', 'standard_job_type.trade_id')
    .leftJoin('business_unit', (join) =>
      join
        .onRef('business_unit.tenant_id', '=', 'lead.tenant_id')
        .onRef('business_unit.id', '=', 'lead.business_unit_id'),
    )
    .leftJoin('connection_profile as profile', (join) =>
      join
        .onRef('profile.tenant_id', '=', 'lead.tenant_id')
        .onRef('profile.connection_id', '=', 'lead.connection_id')
        .onRef('profile.profile_id', '=', 'lead.profile_id'),
    )
    .select([
      'tenant.currency',
      'tenant.time_zone as timeZone',
      'lead.email',
      'lead.street_address as streetAddress',
      'lead.address_line2 as addressLine2',
      'lead.postal_code as postalCode',
      'lead.country',
      'lead.description',
      'lead.wanted_duration_sec as wantedDurationSec',
      'lead.service_id as serviceId',
      'lead.standard_job_type_id as standardJobTypeId',
      'standard_job_type.name as standardJobType',
      'trade.name as trade',
      'lead.tenant_job_type_id as tenantJobTypeId',
      'lead.business_unit_id as businessUnitId',
      'business_unit.name as businessUnit',
      'lead.account_id as accountId',
      'lead.profile_id as profileId',
      'profile.name as profileName',
      'lead.extra_details as extraDetails',
      'lead.warnings',
      'lead.decline_reason as declineReason',
      'lead.decline_comment as declineComment',
      'lead.appointment_duration_sec as appointmentDurationSec',
      'lead.job_number as jobNumber',
      'lead.taken_at as takenAt',
      'lead.erased_by_name as erasedByName',
    ])
    .where('lead.tenant_id', '=', tenantId)
    .where('lead.id', '=', leadId)
    .executeTakeFirst();
}

type Row = NonNullable<Awaited<ReturnType<typeof readLead>>>;

function toFacts(row: Row) {
  const { streetAddress, addressLine2, locality, region, postalCode, country } = row;
  return {
    currency: row.currency,
    timeZone: row.timeZone,
    email: row.email,
    address: { streetAddress, addressLine2, locality, region, postalCode, country },
    description: row.description,
    wantedDurationSec: row.wantedDurationSec,
    serviceId: row.serviceId,
    standardJobType: row.standardJobType,
    trade: row.trade,
    tenantJobTypeId: row.tenantJobTypeId,
    businessUnitId: row.businessUnitId,
    businessUnit: row.businessUnit,
    accountId: row.accountId,
    profileName:
      row.profileName === null || row.profileName === '' ? row.profileId : row.profileName,
    warnings: z
      .array(BookingWarning)
      .parse(row.warnings)
      .map(({ code, message }) => ({ code, message })),
    declineReason: row.declineReason as DeclineReason | null,
    declineComment: row.declineComment,
    appointmentDurationSec: row.appointmentDurationSec,
    jobNumber: row.jobNumber,
    takenAt: row.takenAt?.toISOString() ?? null,
    erasedAt: row.erasedAt?.toISOString() ?? null,
    erasedByName: row.erasedByName,
  };
}
