import type { Pool } from 'pg';

/** The integration that the bars look into. */
export const busyIntegrationId = '00000000-0000-7000-8000-000000000001';
/** The one whose list of partner job types is imported. */
export const importIntegrationId = '00000000-0000-7000-8000-000000000002';
/** One among many, with as much of everything as most have. */
export const smallIntegrationId = '00000000-0000-7000-8000-000000000046';

const count = 1000;

/** A thousand integrations in all states, with a week of hourly figures, and one with 50,000 partner job types. */
export async function seedIntegrations(sql: Pool): Promise<void> {
  await sql.query(`
    insert into integration (id, status, name, description, tenant_authorization_type,
      partner_authorization_type, updated_at, updated_by_name, deleted_at)
    select ('00000000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
      (array['active', 'active', 'inactive', 'draft'])[n % 4 + 1],
      'Partner ' || md5(n::text), 'A partner',
      (array['open_id_connect', 'st_pairing'])[n % 2 + 1], 'oauth2_client_credentials',
      now() - n * interval '1 minute', 'Bench', case when n > ${count} then now() - interval '1 day' end
    from generate_series(1, ${count} + 100) n;
    insert into integration_section (integration_id, section, version, saved_at, saved_by_name)
    select i.id, s, 1, now(), 'Bench' from integration i
    cross join unnest(array['general', 'job_types', 'extra_details', 'webhooks', 'urls', 'tenant_access']) s;
    insert into integration_webhooks (integration_id, leads, lead_accept, url_prefix)
    select id, true, true, 'https://partner.example/hooks' from integration;
    insert into integration_urls (integration_id, pairing_url, configuration_endpoint, client_id,
      client_secret_sealed, scopes)
    select id, 'https://partner.example/pair', 'https://partner.example/.well-known/openid-configuration',
      'client', 'sealed', 'openid' from integration;
    insert into integration_tenant_access (integration_id, mode) select id, 'specific' from integration;
    insert into partner_credential (id, integration_id, kind, mode, client_id, secret_hash, secret_end)
    select gen_random_uuid(), id, 'oauth2_client_credentials', 'live', id::text, id::text, 'abcd'
    from integration;
    insert into integration_hour (integration_id, hour, leads, deliveries_tried, deliveries_succeeded)
    select i.id, date_trunc('hour', now(), 'UTC') - h * interval '1 hour', 6, 12, 11
    from integration i cross join generate_series(0, 191) h;
    insert into integration_hours_counted (until) values (now());
    insert into trade (id, name, position) values (gen_random_uuid(), 'Bench trade', 0);
    insert into standard_job_type (id, trade_id, name, position)
    select gen_random_uuid(), (select id from trade where name = 'Bench trade'), 'Standard ' || n, n
    from generate_series(1, 100) n;
    insert into partner_job_type (integration_id, id, partner_id, name, position, standard_job_type_id)
    select '${busyIntegrationId}', gen_random_uuid(), 'job-' || n, 'Partner job ' || n, n,
      case when n % 10 > 0 then (array(select id from standard_job_type where name like 'Standard %' order by position))[n % 100 + 1] end
    from generate_series(1, 50000) n;
    insert into partner_job_type (integration_id, id, partner_id, name, position, standard_job_type_id)
    select i.id, gen_random_uuid(), 'job-' || n, 'Partner job ' || n, n,
      (select id from standard_job_type limit 1)
    from integration i cross join generate_series(1, 20) n
    where i.id not in ('${busyIntegrationId}', '${importIntegrationId}')`);
}
