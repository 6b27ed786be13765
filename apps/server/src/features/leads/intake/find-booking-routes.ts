import { sql } from 'kysely';
import type { Booking } from '@leads/contract/bookings';
import type { ActorOf } from '#platform/act/actor.ts';
import type { Context } from '#platform/act/context.ts';
import { prepared } from '#platform/db/prepared.ts';
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

export interface RouteQuery {
  ctx: Context<ActorOf<'partner'>>;
  slot: Booking['slot'];
  isTest: boolean;
}

/**
 * Finds where bookings belong, each in its place, in one query for all. A connection that is connected is preferred to
 * one that ended. Test bookings see test tenants only, all others never do.
 */
export async function findBookingRoutes(queries: readonly RouteQuery[]): Promise<BookingRoute[]> {
  const [first] = queries;
  if (first === undefined) return [];
  const routes = await readSql<BookingRoute>(
    first.ctx.db,
    prepared(
      'find-booking-routes',
      sql<BookingRoute>`
      select i.status = 'active' and i.deleted_at is null as active,
        array(select d.parameter from integration_extra_detail d where d.integration_id = i.id) as parameters,
        case when p.id is not null then
          jsonb_build_object('name', p.name, 'standardJobTypeId', p.standard_job_type_id) end as service,
        case when c.id is not null then ${connectionFacts} end as connection
      from ${arrived(queries)}
      join integration i on i.id = b.integration_id
      left join partner_job_type p on p.integration_id = i.id and p.partner_id = b.service_id
      left join lateral (
        select c.tenant_id, c.id, c.state, t.active as tenant_active
        from connection c
        join tenant t on t.id = c.tenant_id
        where c.integration_id = i.id and c.account_id = b.account_id and t.is_test = b.is_test
          and c.state in ('connected', 'disconnected')
        order by c.state, c.updated_at desc
        limit 1
      ) c on true
      order by b.place`,
    ),
  );
  if (routes.length !== queries.length)
    throw new Error('the integration of a known credential is gone');
  return routes;
}

/** The bookings as rows `b`. */
function arrived(queries: readonly RouteQuery[]) {
  return sql`unnest(
    ${queries.map(({ ctx }) => ctx.actor.integrationId)}::uuid[],
    ${queries.map(({ slot }) => slot.serviceId)}::text[],
    ${queries.map(({ slot }) => slot.accountId)}::text[],
    ${queries.map(({ slot }) => slot.profileId)}::text[],
    ${queries.map(({ isTest }) => isTest)}::boolean[]
  ) with ordinality as b (integration_id, service_id, account_id, profile_id, is_test, place)`;
}

/** The units that the profile stands for; none named stands for all. */
const profileUnits = sql`connection_profile_business_unit n
    where n.tenant_id = c.tenant_id and n.connection_id = c.id and n.profile_id = b.profile_id`;

/** What the service is mapped to, as far as the profile stands for it; where it is mapped to nothing, the profile's own. */
const unitsThatRemain = sql`
      select o.id from tenant_mapped_business_unit m
      join business_unit o on o.tenant_id = m.tenant_id and o.id = m.business_unit_id
      where m.tenant_id = c.tenant_id and m.standard_job_type_id = p.standard_job_type_id and o.active
        and (not exists (select 1 from ${profileUnits})
          or exists (select 1 from ${profileUnits} and n.business_unit_id = o.id))
      union all
      select o.id from business_unit o
      where o.tenant_id = c.tenant_id and o.active
        and o.id in (select n.business_unit_id from ${profileUnits})
        and not exists (
          select 1 from tenant_mapped_business_unit m
          where m.tenant_id = c.tenant_id and m.standard_job_type_id = p.standard_job_type_id)
      limit 2`;

/** The columns of a RoutedConnection, of the connection `c`, the integration `i` and the partner job type `p`. */
const connectionFacts = sql`jsonb_build_object(
    'tenantId', c.tenant_id,
    'connectionId', c.id,
    'state', c.state,
    'tenantActive', c.tenant_active,
    'accessible', exists (
      select 1 from integration_tenant_access a
      where a.integration_id = i.id and (a.mode = 'all' or exists (
        select 1 from integration_enabled_tenant e
        where e.integration_id = i.id and e.tenant_id = c.tenant_id))),
    'profileKnown', coalesce((
      -- No "exists": the planner would read the whole table for a batch.
      select true from connection_profile f
      where f.tenant_id = c.tenant_id and f.connection_id = c.id and f.active
        and f.profile_id = b.profile_id
      limit 1), false),
    'tenantJobTypeIds', array(
      select o.id from tenant_mapped_job_type m
      join tenant_job_type o on o.tenant_id = m.tenant_id and o.id = m.tenant_job_type_id
      where m.tenant_id = c.tenant_id and m.standard_job_type_id = p.standard_job_type_id and o.active
      limit 2),
    'businessUnitIds', array(${unitsThatRemain}))`;
