import type { Kysely } from 'kysely';
import type { StaffRole, TenantRole } from '@leads/contract/action';
import type { ActorOf } from '#platform/act/actor.ts';
import type { Schema } from '#platform/db/database.ts';
import { newId } from '#platform/id.ts';

type Db = Kysely<Schema>;

/** Rows a test needs before it begins; each call makes its own, so tests share nothing. */
export async function makeTenant(
  db: Db,
  values: { name?: string; timeZone?: string } = {},
): Promise<string> {
  const id = newId();
  await db
    .insertInto('tenant')
    .values({
      id,
      external_id: `ext-${id}`,
      name: values.name ?? `Tenant ${id}`,
      time_zone: values.timeZone ?? 'America/Phoenix',
      currency: 'USD',
      street_address: '1 Main St',
      locality: 'Phoenix',
      region: 'AZ',
      postal_code: '85001',
      telephone: '+16025550100',
      email: 'office@example.com',
    })
    .execute();
  return id;
}

export async function makeUser(db: Db, kind: 'staff' | 'tenant'): Promise<string> {
  const id = newId();
  await db
    .insertInto('sign_in_user')
    .values({ id, kind, name: `User ${id}`, email: `${id}@example.com`, email_verified: true })
    .execute();
  return id;
}

export async function makeStaff(db: Db, role: StaffRole): Promise<ActorOf<'staff'>> {
  const id = await makeUser(db, 'staff');
  await db.insertInto('staff_user').values({ user_id: id, role }).execute();
  return { kind: 'staff', id, name: `Staff ${role}`, role, sessionId: null };
}

export async function makeTenantUser(
  db: Db,
  { tenantId, role }: { tenantId: string; role: TenantRole },
): Promise<ActorOf<'tenant'>> {
  const id = await makeUser(db, 'tenant');
  await db.insertInto('tenant_user').values({ tenant_id: tenantId, user_id: id, role }).execute();
  return { kind: 'tenant', id, name: `Tenant ${role}`, tenantId, role, sessionId: 'test-session' };
}

/** A trade with two standard job types. */
export async function makeTrade(
  db: Db,
): Promise<{ tradeId: string; jobTypeIds: [string, string] }> {
  const tradeId = newId();
  await db
    .insertInto('trade')
    .values({ id: tradeId, name: `Trade ${tradeId}`, position: 0 })
    .execute();
  const jobTypeIds: [string, string] = [newId(), newId()];
  await db
    .insertInto('standard_job_type')
    .values(
      jobTypeIds.map((id, position) => ({ id, trade_id: tradeId, name: `Job ${id}`, position })),
    )
    .execute();
  return { tradeId, jobTypeIds };
}

export interface IntegrationValues {
  status?: 'draft' | 'active' | 'inactive';
  tenantAuthorizationType?: 'st_pairing' | 'open_id_connect';
  multiAccount?: boolean;
  urlPrefix?: string;
}

/** An integration with all six sections saved, all webhooks on, and open to all tenants; active unless told. */
export async function makeIntegration(db: Db, values: IntegrationValues = {}): Promise<string> {
  const id = newId();
  await db
    .insertInto('integration')
    .values({
      id,
      status: values.status ?? 'active',
      name: `Partner ${id}`,
      description: 'A partner',
      tenant_authorization_type: values.tenantAuthorizationType ?? 'open_id_connect',
      partner_authorization_type: 'oauth2_client_credentials',
      multi_account: values.multiAccount ?? false,
    })
    .execute();
  const sections = ['general', 'job_types', 'extra_details', 'webhooks', 'urls', 'tenant_access'];
  await db
    .insertInto('integration_section')
    .values(
      sections.map((section) => ({
        integration_id: id,
        section,
        version: 1,
        saved_at: new Date(),
      })),
    )
    .execute();
  await db
    .insertInto('integration_webhooks')
    .values({
      integration_id: id,
      accounts: true,
      profiles: true,
      services: true,
      availability: true,
      leads: true,
      lead_accept: true,
      lead_decline: true,
      lead_appointments: true,
      lead_invoice: true,
      url_prefix: values.urlPrefix ?? 'http://127.0.0.1:9/webhooks',
    })
    .execute();
  await db
    .insertInto('integration_tenant_access')
    .values({ integration_id: id, mode: 'all' })
    .execute();
  return id;
}

/** A partner job type mapped to the standard job type. */
export async function makePartnerJobType(
  db: Db,
  values: { integrationId: string; partnerId: string; standardJobTypeId: string | null },
): Promise<string> {
  const id = newId();
  await db
    .insertInto('partner_job_type')
    .values({
      integration_id: values.integrationId,
      id,
      partner_id: values.partnerId,
      name: `Service ${values.partnerId}`,
      position: 0,
      standard_job_type_id: values.standardJobTypeId,
    })
    .execute();
  return id;
}

/** A connected connection with one profile. */
export async function makeConnection(
  db: Db,
  values: { tenantId: string; integrationId: string; accountId?: string; profileId?: string },
): Promise<{ id: string; accountId: string; profileId: string }> {
  const id = newId();
  const accountId = values.accountId ?? `account-${id}`;
  const profileId = values.profileId ?? `profile-${id}`;
  await db
    .insertInto('connection')
    .values({
      tenant_id: values.tenantId,
      id,
      integration_id: values.integrationId,
      state: 'connected',
      authorization_type: 'open_id_connect',
      account_id: accountId,
      account_name: 'Account',
      requested_by: 'test',
      connected_at: new Date(),
    })
    .execute();
  await db
    .insertInto('connection_profile')
    .values({
      tenant_id: values.tenantId,
      connection_id: id,
      profile_id: profileId,
      name: 'Profile',
      position: 0,
    })
    .execute();
  return { id, accountId, profileId };
}
