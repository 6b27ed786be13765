import { z } from 'zod';
import type { StaffLead } from '@leads/contract/admin-leads';
import { BookingWarning } from '@leads/contract/bookings';
import type { DeclineReason } from '@leads/contract/leads';
import type { Context, ReadDb } from '#platform/act/context.ts';
import { leadNotFound } from '../lock-lead.ts';
import { readActivities, readLeadDeliveries } from '../reading/lead-history.ts';
import { readDetails } from '../reading/read-details.ts';
import { selectStaffLeadRows, toStaffLeadRow } from './staff-lead-row.ts';

/**
 * One lead as staff see it: the customer masked, notes and extra details without what they say.
 * @throws Problem `not_found`
 */
export async function getStaffLead(ctx: Context, leadId: string): Promise<StaffLead> {
  const { db } = ctx;
  const row = await readLead(db, leadId);
  if (row === undefined) throw leadNotFound();
  const { tenantId, timeZone, integrationName } = row;
  const activities = await readActivities(db, {
    tenantId,
    leadId,
    timeZone,
    received: { at: row.receivedAt, integrationName },
  });
  return {
    ...toStaffLeadRow(row),
    ...toFacts(row),
    ...(await readDetailLabels(db, row)),
    activities: activities.map(({ note: _personal, ...activity }) => activity),
    deliveries: await readLeadDeliveries(db, { tenantId, leadId }),
  };
}

async function readLead(db: ReadDb, leadId: string) {
  return selectStaffLeadRows(db)
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
    .select((eb) => [
      eb('lead.email', '!=', '').as('hasEmail'),
      eb('lead.street_address', '!=', '').as('hasStreetAddress'),
      eb('lead.description', '!=', '').as('hasDescription'),
      eb(eb.fn.coalesce('lead.decline_comment', eb.val('')), '!=', '').as('hasDeclineComment'),
      'lead.account_id as accountId',
      'lead.profile_id as profileId',
      'profile.name as profileName',
      'lead.connection_id as connectionId',
      'lead.service_id as serviceId',
      'standard_job_type.name as standardJobType',
      'trade.name as trade',
      'business_unit.name as businessUnit',
      'lead.wanted_duration_sec as wantedDurationSec',
      'lead.appointment_duration_sec as appointmentDurationSec',
      'lead.decline_reason as declineReason',
      'lead.warnings',
      'lead.extra_details as extraDetails',
    ])
    .where('lead.id', '=', leadId)
    .executeTakeFirst();
}

type Row = NonNullable<Awaited<ReturnType<typeof readLead>>>;

function toFacts(row: Row) {
  return {
    hasEmail: row.hasEmail === true,
    hasStreetAddress: row.hasStreetAddress === true,
    hasDescription: row.hasDescription === true,
    hasDeclineComment: row.hasDeclineComment === true,
    accountId: row.accountId,
    profileName:
      row.profileName === null || row.profileName === '' ? row.profileId : row.profileName,
    connectionId: row.connectionId,
    serviceId: row.serviceId,
    standardJobType: row.standardJobType,
    trade: row.trade,
    businessUnit: row.businessUnit,
    wantedDurationSec: row.wantedDurationSec,
    appointmentDurationSec: row.appointmentDurationSec,
    declineReason: row.declineReason as DeclineReason | null,
    warnings: z
      .array(BookingWarning)
      .parse(row.warnings)
      .map(({ code, message }) => ({ code, message })),
  };
}

async function readDetailLabels(db: ReadDb, row: Row) {
  const { extraDetails, otherDetails } = await readDetails(db, row);
  return {
    extraDetails: extraDetails.map(({ label }) => label),
    otherDetails: otherDetails.map(({ label }) => label),
  };
}
