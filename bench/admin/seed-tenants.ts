import type { Pool } from 'pg';
import { busyIntegrationId } from './seed-integrations.ts';

/**
 * 100,000 tenants whose names share the words of the field; each of 8,000 family names is in a dozen of them. 30,000 are
 * enabled and 5,000 connected at one integration.
 */
export async function seedTenants(sql: Pool): Promise<void> {
  await sql.query(`
    with syllable as (select string_to_array(
      'ba,ko,ri,ven,to,mar,sel,du,hol,ni,gra,pe,lan,wo,shi,ter,ox,zu,cal,by', ',') as s)
    insert into tenant (id, external_id, name, time_zone, currency, locality, region)
    select gen_random_uuid(), 'bench-' || n,
      initcap(s[h % 20 + 1] || s[h / 20 % 20 + 1] || s[h / 400 % 20 + 1])
        || (array['', ' & Sons', ' Brothers', '', ' Family'])[h / 8000 % 5 + 1]
        || (array[' Plumbing', ' Heating and Air', ' HVAC', ' Electric', ' Plumbing and Heating',
          ' Drain Services', ' Cooling', ' Home Services', ' Air Conditioning'])[h / 40000 % 9 + 1]
        || (array['', ' LLC', ' Services', ' Inc', ' Co', ' of Phoenix'])[h / 360000 % 6 + 1],
      'America/Phoenix', 'USD', 'Phoenix', 'AZ'
    from (select n, abs(hashint4(n)::bigint) as h from generate_series(1, 100000) n) numbered, syllable`);
  await sql.query(
    `
    insert into integration_enabled_tenant (integration_id, tenant_id)
    select $1, id from tenant where abs(hashtext(external_id)::bigint) % 10 < 3`,
    [busyIntegrationId],
  );
  await sql.query(
    `
    insert into connection (tenant_id, id, integration_id, state, authorization_type, account_id, requested_by)
    select tenant_id, gen_random_uuid(), integration_id, 'connected', 'open_id_connect', tenant_id::text, 'bench'
    from integration_enabled_tenant
    where integration_id = $1 and abs(hashtext(tenant_id::text)::bigint) % 6 = 0`,
    [busyIntegrationId],
  );
}
