import { sql } from 'kysely';

/** Whether the tenant `t` is on the integration's list. */
export const isEnabled = (integrationId: string) =>
  sql<boolean>`exists (select from integration_enabled_tenant e
    where e.tenant_id = t.id and e.integration_id = ${integrationId})`;

/** Whether the tenant `t` has an account connected through the integration. */
export const isConnected = (integrationId: string) =>
  sql<boolean>`exists (select from connection c where c.tenant_id = t.id
    and c.integration_id = ${integrationId} and c.state = 'connected')`;
