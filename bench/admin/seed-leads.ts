import type { Pool } from 'pg';
import { insertUnindexed } from '../frame/insert-unindexed.ts';
import { busyIntegrationId, importIntegrationId } from './seed-integrations.ts';

/** Leads that the lists look through. */
export const leadCount = 1_000_000;
const connectionCount = 100_000;
const deliveryCount = 100_000;

/** The tenant that a tenth of all leads went to, all but a hundred of them from the busy integration. */
export const busyTenantId = '00000000-0000-7000-9000-000000000001';

/** An id that begins with its time, as the product makes them; `n` keeps it unique. */
export const idAt = (at: string, n: string): string =>
  `(lpad(to_hex((extract(epoch from ${at}) * 1000)::bigint), 12, '0') || '7' || substr(md5(${n}::text), 1, 3)
    || '8' || substr(md5(${n}::text), 4, 15))::uuid`;

/**
 * 95,000 connections in all states beside those of the busy integration; a million leads, of which a tenth each went to
 * one tenant and came from a second busy integration, a third from the first; a message for every tenth lead.
 */
export async function seedLeads(sql: Pool): Promise<void> {
  await sql.query(
    `insert into tenant (id, external_id, name, time_zone, currency)
     values ($1, 'bench-busy', 'Busy Plumbing of Phoenix', 'America/Phoenix', 'USD')`,
    [busyTenantId],
  );
  await sql.query(connections);
  await insertUnindexed(sql, 'lead', leads);
  await insertUnindexed(sql, 'delivery', deliveries);
}

const connections = `
  insert into connection (tenant_id, id, integration_id, state, authorization_type, account_id, account_name,
    requested_by, requested_by_name, requested_at, connected_at, updated_at, attention)
  select '${busyTenantId}', gen_random_uuid(), id, 'connected', 'st_pairing', 'busy-' || id, 'Busy Plumbing',
    'bench', 'Olga Owner', now(), now(), now(), null
  from unnest(array['${busyIntegrationId}', '${importIntegrationId}']::uuid[]) id;
  insert into connection (tenant_id, id, integration_id, state, authorization_type, account_id, account_name,
    requested_by, requested_by_name, requested_at, connected_at, updated_at, attention)
  select t.id, gen_random_uuid(),
    ('00000000-0000-7000-8000-' || lpad(to_hex(n % 999 + 2), 12, '0'))::uuid,
    (array['connected', 'connected', 'connected', 'disconnected', 'failed', 'declined', 'pending'])[n % 7 + 1],
    (array['open_id_connect', 'st_pairing'])[n % 2 + 1], 'account-' || n, t.name || ' ' || n % 50,
    'bench', 'Olga Owner', now() - n * interval '5 minutes', now() - n * interval '4 minutes',
    now() - n * interval '4 minutes', case when n % 70 = 0 then 'The sign-in was revoked' end
  from (select id, name, row_number() over (order by id)::int as n from tenant where id <> '${busyTenantId}') t
  where n <= ${connectionCount} - 2
    - (select count(*) from connection where integration_id = '${busyIntegrationId}' and tenant_id <> '${busyTenantId}');
  analyze connection`;

/** One in five seconds for two months, each with a connection that is there. */
const leads = `
  with link as materialized (
    select tenant_id, id, integration_id, account_id, integration_id = '${busyIntegrationId}' as is_busy,
      integration_id = '${importIntegrationId}' as is_second,
      row_number() over (partition by integration_id = '${busyIntegrationId}',
        integration_id = '${importIntegrationId}' order by id) - 1 as position
    from connection where account_id is not null and tenant_id <> '${busyTenantId}'
  ), link_count as materialized (
    select is_busy, is_second, count(*) as links from link group by is_busy, is_second
  ), busy as materialized (
    select tenant_id, id, integration_id, account_id, integration_id = '${importIntegrationId}' as is_second
    from connection where tenant_id = '${busyTenantId}'
  ), numbered as (
    select n, now() - interval '1 minute' - n * interval '5 seconds' as at, n % 10 = 0 as to_busy,
      n % 3 = 1 as is_busy, n % 3 <> 1 and n % 10 = 1 as is_second, n % 10000 = 0 as busy_second
    from generate_series(0, ${leadCount - 1}) n
  )
  insert into lead (tenant_id, id, integration_id, connection_id, account_id, profile_id, partner_booking_id,
    idempotency_token, received_at, state, test, service_id, partner_job_type_name, customer_name, telephone, email,
    street_address, locality, region, postal_code, country, description)
  select coalesce(b.tenant_id, l.tenant_id), ${idAt('n.at', 'n')}, coalesce(b.integration_id, l.integration_id),
    coalesce(b.id, l.id), coalesce(b.account_id, l.account_id), 'profile', 'booking-' || n.n, 'token-' || n.n, n.at,
    (array['new', 'accepted', 'scheduled', 'scheduled', 'invoiced', 'invoiced', 'invoiced', 'declined'])[n.n / 10 % 8 + 1],
    n.n % 1000 = 7, 'job-' || n.n % 500, 'Service ' || n.n % 500, 'Maria Alvarez ' || n.n, '+16025550' || n.n % 1000,
    'maria' || n.n || '@example.com', n.n || ' East Camelback Road', 'Phoenix', 'AZ', '85016', 'US',
    'The unit runs but does not cool. Please call before coming.'
  from numbered n
  left join busy b on n.to_busy and b.is_second = n.busy_second
  left join link_count c on not n.to_busy and c.is_busy = n.is_busy and c.is_second = n.is_second
  left join link l on l.is_busy = c.is_busy and l.is_second = c.is_second and l.position = n.n / 3 % c.links`;

const deliveries = `
  with told as materialized (
    select *, row_number() over (order by received_at desc) as n from lead
    where partner_booking_id like '%5' and received_at is not null
    limit ${deliveryCount}
  ), happened as (
    insert into event (id, kind, at, integration_id, tenant_id, lead_id)
    select id, 'lead.accepted', received_at, integration_id, tenant_id, id from told
  )
  insert into delivery (id, event_id, integration_id, tenant_id, lead_id, path, url, prefix, body, state, attempts,
    created_at, next_attempt_at, finished_at, last_status, last_duration_ms, partner_booking_id)
  select id, id, integration_id, tenant_id, id, '/leads/updated', 'https://partner.example/hooks/leads/updated',
    'https://partner.example/hooks', '{}', case when n % 50 = 0 then 'failed' when n <= 1000 then 'waiting' else 'succeeded' end, 1,
    received_at, case when n % 50 > 0 and n <= 1000 then now() + interval '1 hour' end, received_at, 200, 40,
    partner_booking_id
  from told`;
