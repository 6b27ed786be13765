import type { ActorOf } from '#platform/act/actor.ts';
import { change, noAudit } from '#platform/act/change.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { newId } from '#platform/id.ts';

/** What test bookings name; every integration has it. */
export const testAccount = { accountId: 'test-account', profileId: 'test-profile' } as const;

/**
 * Makes the integration's built-in test tenant, connected as `test-account` with `test-profile`, or connects it again.
 * Idempotent, also when several test bookings come at once: the tenant's row is the lock.
 */
export async function ensureTestAccount(ctx: Context<ActorOf<'partner'>>): Promise<void> {
  const { integrationId } = ctx.actor;
  await change(ctx, 'booking.receive', async (tx) => {
    const tenantId = await lockTestTenant(tx, integrationId);
    const connectionId = await connect(tx, { tenantId, integrationId });
    if (connectionId !== undefined) {
      await tx
        .insertInto('connection_profile')
        .values({
          tenant_id: tenantId,
          connection_id: connectionId,
          position: 0,
          profile_id: testAccount.profileId,
          name: 'Test profile',
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
    return { value: undefined, audit: noAudit('built in; nobody chose it') };
  });
}

async function lockTestTenant(tx: Tx, integrationId: string): Promise<string> {
  const externalId = `test:${integrationId}`;
  await tx
    .insertInto('tenant')
    .values({
      id: newId(),
      external_id: externalId,
      name: 'Test tenant',
      is_test: true,
      time_zone: 'UTC',
      currency: 'USD',
    })
    .onConflict((conflict) => conflict.column('external_id').doNothing())
    .execute();
  const { id } = await tx
    .selectFrom('tenant')
    .select('id')
    .where('external_id', '=', externalId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return id;
}

/** Answers undefined when a real tenant's account has this name already. */
async function connect(
  tx: Tx,
  { tenantId, integrationId }: { tenantId: string; integrationId: string },
): Promise<string | undefined> {
  const known = await tx
    .selectFrom('connection')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('integration_id', '=', integrationId)
    .executeTakeFirst();
  const isTaken = await tx
    .selectFrom('connection')
    .select('id')
    .where('integration_id', '=', integrationId)
    .where('account_id', '=', testAccount.accountId)
    .where('state', '=', 'connected')
    .where('tenant_id', '!=', tenantId)
    .executeTakeFirst();
  if (isTaken !== undefined) return undefined;
  const connected = { state: 'connected', connected_at: tx.fn<Date>('now') } as const;
  if (known !== undefined) {
    await tx
      .updateTable('connection')
      .set({ ...connected, ended_at: null, updated_at: tx.fn<Date>('now') })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', known.id)
      .execute();
    return known.id;
  }
  const id = newId();
  await tx
    .insertInto('connection')
    .values({
      tenant_id: tenantId,
      id,
      integration_id: integrationId,
      ...connected,
      account_id: testAccount.accountId,
      account_name: 'Test account',
      authorization_type: 'st_pairing',
      requested_by: 'built-in',
    })
    .execute();
  return id;
}
