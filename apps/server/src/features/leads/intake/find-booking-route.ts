import { sql } from 'kysely';
import type { Booking } from '@leads/contract/bookings';
import type { ReadDb } from '#platform/act/context.ts';
import { readSql } from '#platform/db/read-sql.ts';

/** The tenant's link that a booking's account names. */
export interface RoutedConnection {
  tenantId: string;
  connectionId: string;
  state: 'connected' | 'disconnected';
  tenantActive: boolean;
  /** Tenant Access names the tenant. */
  accessible: boolean;
  profileKnown: boolean;
  /** What the tenant maps to the service's standard job type, as long as it is active; two stand for many. */
  tenantJobTypeIds: string[];
  businessUnitIds: string[];
}

/** Everything that intake must know of the configuration to judge and place one booking. */
export interface BookingRoute {
  active: boolean;
  /** Keys of the configured extra details. */
  parameters: string[];
  connection: RoutedConnection | null;
  /** The partner job type that `slot.serviceId` names. */
  service: { name: string; standardJobTypeId: string | null } | null;
}

/**
 * Finds where a booking belongs, in one query. A connection that is connected is preferred to one that ended. Test
 * bookings see test tenants only, all others never do.
 */
export async function findBookingRoute(
  db: ReadDb,
  {
    integrationId,
    slot,
    isTest,
  }: { integrationId: string; slot: Booking['slot']; isTest: boolean },
): Promise<BookingRoute> {
  const [route] = await readSql<BookingRoute>(
    db,
    sql`
      select i.status = 'active' and i.deleted_at is null as active,
        array(select d.parameter from integration_extra_detail d where d.integration_id = i.id) as parameters,
        case when p.id is not null then
          jsonb_build_object('name', p.name, 'standardJobTypeId', p.standard_job_type_id) end as service,
        case when c.id is not null then ${connectionFacts(slot.profileId)} end as connection
      from integration i
      left join partner_job_type p on p.integration_id = i.id and p.partner_id = ${slot.serviceId}
      left join lateral (
        select c.tenant_id, c.id, c.state, t.active as tenant_active
        from connection c
        join tenant t on t.id = c.tenant_id
        where c.integration_id = i.id and c.account_id = ${slot.accountId} and t.is_test = ${isTest}
          and c.state in ('connected', 'disconnected')
        order by c.state, c.updated_at desc
        limit 1
      ) c on true
      where i.id = ${integrationId}`,
  );
  if (route === undefined) throw new Error('the integration of a known credential is gone');
  return route;
}

/** The columns of a RoutedConnection, of the connection `c`, the integration `i` and the partner job type `p`. */
function connectionFacts(profileId: string) {
  return sql`jsonb_build_object(
    'tenantId', c.tenant_id,
    'connectionId', c.id,
    'state', c.state,
    'tenantActive', c.tenant_active,
    'accessible', exists (
      select 1 from integration_tenant_access a
      where a.integration_id = i.id and (a.mode = 'all' or exists (
        select 1 from integration_enabled_tenant e
        where e.integration_id = i.id and e.tenant_id = c.tenant_id))),
    'profileKnown', exists (
      select 1 from connection_profile f
      where f.tenant_id = c.tenant_id and f.connection_id = c.id and f.active
        and f.profile_id = ${profileId}),
    'tenantJobTypeIds', array(
      select o.id from tenant_mapped_job_type m
      join tenant_job_type o on o.tenant_id = m.tenant_id and o.id = m.tenant_job_type_id
      where m.tenant_id = c.tenant_id and m.standard_job_type_id = p.standard_job_type_id and o.active
      limit 2),
    'businessUnitIds', array(
      select o.id from tenant_mapped_business_unit m
      join business_unit o on o.tenant_id = m.tenant_id and o.id = m.business_unit_id
      where m.tenant_id = c.tenant_id and m.standard_job_type_id = p.standard_job_type_id and o.active
      limit 2))`;
}
