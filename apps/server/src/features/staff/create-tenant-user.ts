import type { TenantRole } from '@leads/contract/action';
import type { Tx } from '#platform/act/context.ts';
import { createUser } from './create-user.ts';
import type { NewUser } from './create-user.ts';

/**
 * Makes a user of a tenant.
 * @throws Problem `validation_failed` at /email when somebody has the address already
 * @returns the user's id
 */
export async function createTenantUser(
  tx: Tx,
  { tenantId, role, ...user }: NewUser & { tenantId: string; role: TenantRole },
): Promise<string> {
  const userId = await createUser(tx, { ...user, kind: 'tenant' });
  await tx
    .insertInto('tenant_user')
    .values({ tenant_id: tenantId, user_id: userId, role })
    .execute();
  return userId;
}
