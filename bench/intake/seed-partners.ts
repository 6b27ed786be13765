import type { Pool } from 'pg';
import { newId, newToken } from '../../apps/server/src/platform/id.ts';
import { hashToken } from '../../apps/server/src/platform/secrets/hash-token.ts';

export const partnerCount = 50;
export const tenantsPerPartner = 40;
export const serviceCount = 200;

/** A partner's way in: what it gets its token with. */
export interface PartnerLogin {
  clientId: string;
  clientSecret: string;
}

/** The id of tenant `t`'s connection to partner `p`, in SQL; the tenant's and the partner's likewise. */
export const partnerIdOf = (p: string) =>
  `('00000000-0000-7000-8000-' || lpad(to_hex(${p}), 12, '0'))::uuid`;
export const tenantIdOf = (p: string, t: string) =>
  `('00000000-0000-7000-9000-' || lpad(to_hex(${p} * 1000 + ${t}), 12, '0'))::uuid`;
export const connectionIdOf = (p: string, t: string) =>
  `('00000000-0000-7000-a000-' || lpad(to_hex(${p} * 1000 + ${t}), 12, '0'))::uuid`;

/** Fifty active partners with two hundred mapped services and forty connected tenants each, who map them to their own. */
export async function seedPartners(sql: Pool): Promise<PartnerLogin[]> {
  await sql.query(partners);
  const logins: PartnerLogin[] = [];
  for (let partner = 0; partner < partnerCount; partner += 1) {
    const login = { clientId: `bench-${partner}`, clientSecret: newToken('secret', 32) };
    await sql.query(
      `insert into partner_credential (id, integration_id, kind, mode, client_id, secret_hash, secret_end)
       values ($1, ${partnerIdOf(String(partner))}, 'oauth2_client_credentials', 'live', $2, $3, 'xxxx')`,
      [newId(), login.clientId, hashToken(login.clientSecret)],
    );
    logins.push(login);
  }
  await sql.query('vacuum analyze');
  return logins;
}

const partners = `
  insert into trade (id, name, position) values ('00000000-0000-7000-b000-000000000000', 'Bench', 0);
  insert into standard_job_type (id, trade_id, name, position)
  select ('00000000-0000-7000-b000-' || lpad(to_hex(s), 12, '0'))::uuid, '00000000-0000-7000-b000-000000000000',
    'Standard ' || s, s
  from generate_series(1, 20) s;
  insert into integration (id, status, name, description, tenant_authorization_type, partner_authorization_type)
  select ${partnerIdOf('p')}, 'active', 'Partner ' || p, 'Bench', 'st_pairing', 'oauth2_client_credentials'
  from generate_series(0, ${partnerCount - 1}) p;
  insert into integration_tenant_access (integration_id, mode) select id, 'all' from integration;
  insert into integration_extra_detail (integration_id, position, parameter, display_name)
  select i.id, n, 'parameter' || n, 'Parameter ' || n from integration i, generate_series(0, 4) n;
  insert into partner_job_type (integration_id, id, partner_id, name, position, standard_job_type_id)
  select i.id, gen_random_uuid(), 'service-' || n, 'Service ' || n, n,
    ('00000000-0000-7000-b000-' || lpad(to_hex(n % 20 + 1), 12, '0'))::uuid
  from integration i, generate_series(0, ${serviceCount - 1}) n;
  insert into tenant (id, external_id, name, time_zone, currency)
  select ${tenantIdOf('p', 't')}, 'bench-' || p || '-' || t, 'Tenant ' || p || '-' || t, 'America/Phoenix', 'USD'
  from generate_series(0, ${partnerCount - 1}) p, generate_series(0, ${tenantsPerPartner - 1}) t;
  insert into tenant_job_type (tenant_id, id, external_id, name)
  select id, gen_random_uuid(), 'job-1', 'Own job' from tenant;
  insert into business_unit (tenant_id, id, external_id, name)
  select id, gen_random_uuid(), 'unit-1', 'Own unit' from tenant;
  insert into tenant_mapped_job_type (tenant_id, standard_job_type_id, tenant_job_type_id)
  select o.tenant_id, s.id, o.id from tenant_job_type o, standard_job_type s where s.name like 'Standard %';
  insert into tenant_mapped_business_unit (tenant_id, standard_job_type_id, business_unit_id)
  select o.tenant_id, s.id, o.id from business_unit o, standard_job_type s where s.name like 'Standard %';
  insert into connection (tenant_id, id, integration_id, state, authorization_type, account_id, account_name,
    requested_by, requested_by_name, requested_at, connected_at, updated_at)
  select ${tenantIdOf('p', 't')}, ${connectionIdOf('p', 't')}, ${partnerIdOf('p')}, 'connected', 'st_pairing',
    'account-' || t, 'Account ' || t, 'bench', 'Olga Owner', now(), now(), now()
  from generate_series(0, ${partnerCount - 1}) p, generate_series(0, ${tenantsPerPartner - 1}) t;
  insert into connection_profile (tenant_id, connection_id, position, profile_id, name)
  select tenant_id, id, 0, 'profile', 'Profile' from connection`;
