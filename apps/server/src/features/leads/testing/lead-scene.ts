import { Booking } from '@leads/contract/bookings';
import type { BookingReceipt } from '@leads/contract/bookings';
import type { ActorOf } from '#platform/act/actor.ts';
import type { Context } from '#platform/act/context.ts';
import { Problem } from '@leads/contract/problem';
import { newId } from '#platform/id.ts';
import {
  makeConnection,
  makeIntegration,
  makePartnerJobType,
  makeTenant,
  makeTenantUser,
  makeTrade,
} from '#testing/factories.ts';
import type { IntegrationValues } from '#testing/factories.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { createAnnouncer } from '../intake/create-announcer.ts';
import { ingestLeads } from '../intake/ingest-leads.ts';
import type { Arrival } from '../intake/ingest-leads.ts';

export interface LeadScene {
  tenantId: string;
  integrationId: string;
  connectionId: string;
  accountId: string;
  profileId: string;
  standardJobTypeId: string;
  jobTypeId: string;
  businessUnitId: string;
  office: ActorOf<'tenant'>;
  partner: ActorOf<'partner'>;
  officeCtx: Context<ActorOf<'tenant'>>;
  partnerCtx: Context<ActorOf<'partner'>>;
}

/**
 * A tenant connected to an active integration. Service `ac` arrives as the tenant's one job type and business unit,
 * `unmapped` is known and mapped to nothing; the extra detail `leadCost` is configured.
 */
export async function makeLeadScene(
  { db, contextFor }: TestSystem,
  values: IntegrationValues = {},
): Promise<LeadScene> {
  const tenantId = await makeTenant(db);
  const integrationId = await makeIntegration(db, values);
  const connection = await makeConnection(db, { tenantId, integrationId });
  const { jobTypeIds } = await makeTrade(db);
  const standardJobTypeId = jobTypeIds[0];
  await makePartnerJobType(db, { integrationId, partnerId: 'ac', standardJobTypeId });
  await makePartnerJobType(db, { integrationId, partnerId: 'unmapped', standardJobTypeId: null });
  await db
    .insertInto('integration_extra_detail')
    .values({
      integration_id: integrationId,
      position: 0,
      parameter: 'leadCost',
      display_name: 'Lead cost',
    })
    .execute();
  const own = await makeOwnWork(db, { tenantId, standardJobTypeId });
  const office = await makeTenantUser(db, { tenantId, role: 'office' });
  const partner = partnerOf(integrationId);
  return {
    tenantId,
    integrationId,
    connectionId: connection.id,
    accountId: connection.accountId,
    profileId: connection.profileId,
    standardJobTypeId,
    ...own,
    office,
    partner,
    officeCtx: contextFor(office),
    partnerCtx: contextFor(partner),
  };
}

/** One more job type and business unit of the tenant, mapped to the standard job type. */
export async function makeOwnWork(
  db: TestSystem['db'],
  { tenantId, standardJobTypeId }: { tenantId: string; standardJobTypeId: string | null },
): Promise<{ jobTypeId: string; businessUnitId: string }> {
  const jobTypeId = newId();
  const businessUnitId = newId();
  const own = { tenant_id: tenantId, external_id: jobTypeId };
  await db
    .insertInto('tenant_job_type')
    .values({ ...own, id: jobTypeId, name: `Own job ${jobTypeId}` })
    .execute();
  await db
    .insertInto('business_unit')
    .values({ ...own, id: businessUnitId, name: `Unit ${businessUnitId}` })
    .execute();
  if (standardJobTypeId !== null) {
    const mapped = { tenant_id: tenantId, standard_job_type_id: standardJobTypeId };
    await db
      .insertInto('tenant_mapped_job_type')
      .values({ ...mapped, tenant_job_type_id: jobTypeId })
      .execute();
    await db
      .insertInto('tenant_mapped_business_unit')
      .values({ ...mapped, business_unit_id: businessUnitId })
      .execute();
  }
  return { jobTypeId, businessUnitId };
}

export function partnerOf(
  integrationId: string,
  mode: 'live' | 'sandbox' = 'live',
): ActorOf<'partner'> {
  return { kind: 'partner', id: newId(), name: 'Partner', integrationId, mode };
}

/** A booking without a fault, as it is posted; `slot` is merged, everything else replaced. */
export function bookingBody(
  scene: Pick<LeadScene, 'accountId' | 'profileId'>,
  { slot = {}, ...values }: { slot?: object } & Record<string, unknown> = {},
): Record<string, unknown> {
  const id = newId();
  return {
    idempotencyToken: `token-${id}`,
    partnerBookingId: `booking-${id}`,
    slot: {
      accountId: scene.accountId,
      profileId: scene.profileId,
      serviceId: 'ac',
      startSec: Math.floor(Date.now() / 1000) + 86_400,
      durationSec: 14_400,
      ...slot,
    },
    userInformation: {
      givenName: 'Maria',
      familyName: 'Alvarez',
      telephone: '+16025550137',
      email: 'maria.alvarez@example.com',
    },
    address: {
      streetAddress: '4821 E Cactus Rd',
      locality: 'Phoenix',
      region: 'AZ',
      postalCode: '85032',
      country: 'US',
    },
    description: 'Upstairs AC blows warm air.',
    ...values,
  };
}

export function makeBooking(
  scene: Pick<LeadScene, 'accountId' | 'profileId'>,
  values: { slot?: object } & Record<string, unknown> = {},
): Booking {
  return Booking.parse(bookingBody(scene, values));
}

/** A lead that arrived; the target and version of acts on it. */
export async function makeLead(
  scene: LeadScene,
  values: { slot?: object } & Record<string, unknown> = {},
): Promise<{ tenantId: string; leadId: string; version: number; receipt: BookingReceipt }> {
  const receipt = await ingestLead(scene.partnerCtx, makeBooking(scene, values));
  return { tenantId: scene.tenantId, leadId: receipt.bookingId, version: 1, receipt };
}

export async function countRows(
  { db }: TestSystem,
  integrationId: string,
): Promise<{ leads: number; events: number }> {
  const leads = await db
    .selectFrom('lead')
    .select('id')
    .where('integration_id', '=', integrationId)
    .execute();
  const events = await db
    .selectFrom('event')
    .select('id')
    .where('integration_id', '=', integrationId)
    .execute();
  return { leads: leads.length, events: events.length };
}

/** One booking by itself: its receipt, or its refusal thrown. */
export async function ingestLead(ctx: Arrival['ctx'], booking: Booking): Promise<BookingReceipt> {
  const [answer] = await ingestLeads([{ ctx, booking }], createAnnouncer());
  if (answer instanceof Problem) throw answer;
  if (answer === undefined) throw new Error('a booking got no answer');
  return answer;
}
