import type { Pool } from 'pg';
import { toPasswordHash } from '../../apps/server/src/features/staff/save-password.ts';
import { newId } from '../../apps/server/src/platform/id.ts';
import { insertUnindexed } from '../frame/insert-unindexed.ts';

/** Leads of all tenants together; a tenth of them are of the one whose inbox is read. */
const leadCount = 1_000_000;
const otherTenants = 90;

export const inboxTenantId = '00000000-0000-7000-9000-000000000000';
export const integrationIdOf = (n: number) =>
  `00000000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
export const jobTypeIdOf = (n: number) =>
  `00000000-0000-7000-b000-${n.toString(16).padStart(12, '0')}`;
export const password = 'bench-password-1';
export const emails = ['ann@bench.example', 'ben@bench.example'] as const;

const tenantId = (n: string) => `('00000000-0000-7000-9000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
const integrationId = (n: string) =>
  `('00000000-0000-7000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;
const connectionId = (tenant: string, integration: string) =>
  `('00000000-0000-7000-a000-' || lpad(to_hex(${tenant} * 10 + ${integration}), 12, '0'))::uuid`;
const jobTypeId = (n: string) =>
  `('00000000-0000-7000-b000-' || lpad(to_hex(${n}), 12, '0'))::uuid`;

/** A million leads with what they are found by; two people of one office. */
export async function seedInbox(sql: Pool): Promise<void> {
  await sql.query(companies);
  const passwordHash = await toPasswordHash(password);
  for (const email of emails) {
    const userId = newId();
    await sql.query(
      `insert into sign_in_user (id, kind, name, email, email_verified) values ($1, 'tenant', $2, $3, true)`,
      [userId, email.split('@', 1)[0], email],
    );
    await sql.query(
      `insert into sign_in_method (id, user_id, account_id, provider_id, password) values ($1, $2, $2, 'credential', $3)`,
      [newId(), userId, passwordHash],
    );
    await sql.query(
      `insert into tenant_user (tenant_id, user_id, role) values ('${inboxTenantId}', $1, 'office')`,
      [userId],
    );
  }
  await insertUnindexed(sql, 'lead', leads);
  await insertUnindexed(sql, 'lead_text', texts);
  await sql.query('vacuum analyze');
}

/** Three partners, the first with most leads and the last with very few; twenty job types of the office. */
const companies = `
  insert into integration (id, status, name, description, tenant_authorization_type, partner_authorization_type)
  select ${integrationId('i')}, 'active', 'Partner ' || i, 'Bench', 'st_pairing', 'oauth2_client_credentials'
  from generate_series(0, 2) i;
  insert into integration_tenant_access (integration_id, mode) select id, 'all' from integration;
  insert into integration_extra_detail (integration_id, position, parameter, display_name)
  select id, 0, 'leadCost', 'Lead cost' from integration;
  insert into tenant (id, external_id, name, time_zone, currency)
  select ${tenantId('t')}, 'bench-' || t, 'Tenant ' || t, 'America/Phoenix', 'USD'
  from generate_series(0, ${otherTenants}) t;
  insert into tenant_job_type (tenant_id, id, external_id, name)
  select t.id, ${jobTypeId('j')}, 'job-' || j, 'Job ' || j from tenant t, generate_series(0, 19) j;
  insert into connection (tenant_id, id, integration_id, state, authorization_type, account_id, account_name,
    requested_by, requested_by_name, requested_at, connected_at, updated_at)
  select ${tenantId('t')}, ${connectionId('t', 'i')}, ${integrationId('i')}, 'connected', 'st_pairing',
    'account-' || t, 'Account ' || t, 'bench', 'Olga Owner', now(), now(), now()
  from generate_series(0, ${otherTenants}) t, generate_series(0, 2) i`;

const pick = (words: readonly string[], n: string) =>
  `(array[${words.map((word) => `'${word}'`).join(', ')}])[${n} % ${words.length} + 1]`;
const firstNames =
  'Maria James Linda Robert Patricia Michael Barbara William Elena David Susan Richard Jessica Joseph Sarah Thomas Karen Charles Nancy Daniel'.split(
    ' ',
  );
const lastNames =
  'Alvarez Smith Johnson Nguyen Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson Anderson Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis Robinson Walker Young Allen King Wright Scott Torres Nakamura Hill'.split(
    ' ',
  );
const streets =
  'Camelback Cactus Indian School Thunderbird Bell Union Hills Baseline Southern Broadway'.split(
    ' ',
  );
const towns = [
  'Tempe',
  'Mesa',
  'Chandler',
  'Gilbert',
  'Glendale',
  'Peoria',
  'Surprise',
  'Goodyear',
];

/**
 * One in five seconds for two months. Every lead is found by "arizona", most by "phoenix", a tenth by each town, a few
 * hundred by a whole name, one by its number or booking.
 */
const leads = `
  with n as materialized (
    select n, case when n % 10 = 0 then 0 else 1 + n % ${otherTenants} end as t,
      case when n % 20000 = 30 then 2 when n % 40 = 10 then 1 else 0 end as i,
      n / 10 as k, now() - interval '1 minute' - n * interval '5 seconds' as at,
      ${pick(firstNames, '(n / 10)')} || ' ' || ${pick(lastNames, '(n / 10 / 20)')} as name,
      '602' || lpad((n * 7919::bigint % 10000000)::text, 7, '0') as phone,
      n % 9999 || ' East ' || ${pick(streets, '(n / 10 / 3)')} || ' Road' as street,
      case when n / 10 % 10 < 8 then ${pick(towns, '(n / 10)')} else 'Scottsdale' end as town
    from generate_series(0, ${leadCount - 1}) n
  )
  insert into lead (tenant_id, id, integration_id, connection_id, account_id, profile_id, partner_booking_id,
    idempotency_token, received_at, state, test, service_id, partner_job_type_name, tenant_job_type_id, customer_name,
    telephone, telephone_e164, email, street_address, locality, region, postal_code, country, description,
    extra_details, search_text)
  select ${tenantId('t')}, (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7'
      || substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 4, 15))::uuid,
    ${integrationId('i')}, ${connectionId('t', 'i')}, 'account-' || t, 'profile', 'booking-' || n, 'token-' || n, at,
    (array['new', 'accepted', 'scheduled', 'scheduled', 'invoiced', 'invoiced', 'invoiced', 'declined'])[k % 8 + 1],
    n % 1000 = 70, 'job-' || k % 50, 'Service ' || k % 50,
    case when k % 50 < 19 then ${jobTypeId('k % 50')} when k % 5000 = 19 then ${jobTypeId('19')} end,
    name, '+1' || phone, '+1' || phone, 'customer' || n || '@example.com', street, town, 'AZ', '85016', 'US',
    'The unit runs but does not cool. Please call before coming.', '{"leadCost": "45.00"}',
    lower(concat_ws(E'\\n', name, '+1' || phone, phone, '1' || phone, 'customer' || n || '@example.com',
      street || ' ' || town || case when k % 10 < 7 then ' phoenix' else '' end || ' az 85016 us', 'booking-' || n,
      '45.00'))
  from n`;

/** What triggers make of each lead outside of a bench. */
const texts = `
  insert into lead_text (tenant_id, received_at, id, integration_id, tenant_job_type_id, state, test, search_text)
  select tenant_id, received_at, id, integration_id, tenant_job_type_id, state, test, search_text from lead`;
