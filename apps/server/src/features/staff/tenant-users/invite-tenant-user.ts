import type { BodyOf, ReplyOf } from '@leads/contract/endpoint';
import { fieldProblem } from '@leads/contract/problem';
import type { inviteTenantUser as endpoint } from '@leads/contract/tenant-users';
import type { ActorOf } from '#platform/act/actor.ts';
import { change } from '#platform/act/change.ts';
import type { Context, Tx } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { createUser } from '../create-user.ts';
import { createOneTimeLink } from '../one-time-link.ts';
import { dropSignIn } from './drop-sign-in.ts';
import { requireRank } from './lock-tenant-users.ts';
import { requireTenantUser } from './select-tenant-users.ts';

/**
 * Makes a user of the caller's tenant who gets in by the one-time link that this answers, or by company sign-in. An
 * address that signs in for another tenant is refused: whoever made that user may know the password, so only the host
 * platform, which knows its people, lets a person work for several. Somebody who works for nobody any more comes back
 * without the password of before.
 * @throws Problem `forbidden`, also for a role above one's own; `validation_failed` at /email
 */
export async function inviteTenantUser(
  ctx: Context<ActorOf<'tenant'>>,
  { name, email, role }: BodyOf<typeof endpoint>,
): Promise<ReplyOf<typeof endpoint>> {
  const { tenantId } = ctx.actor;
  return change(ctx, 'tenant_user.invite', async (tx) => {
    requireRank(ctx.actor, role);
    const userId =
      (await reclaimUser(tx, ctx, { tenantId, email, name })) ??
      (await createUser(tx, { kind: 'tenant', name, email }));
    await tx
      .insertInto('tenant_user')
      .values({ tenant_id: tenantId, user_id: userId, role })
      .execute();
    const link = await createOneTimeLink(tx, ctx, { userId, purpose: 'invite' });
    await sendHint(tx, { topic: 'tenant_users', id: userId, tenantId });
    return {
      value: { user: await requireTenantUser(tx, ctx, { tenantId, userId }), link },
      audit: {
        subject: { kind: 'user', id: userId },
        tenantId,
        after: { name, email: email.toLowerCase(), role, linkExpiresAt: link.expiresAt },
      },
    };
  });
}

/** The user of this address that nobody has any more, made as new; undefined when there is none. */
async function reclaimUser(
  tx: Tx,
  { clock }: Pick<Context, 'clock'>,
  { tenantId, email, name }: { tenantId: string; email: string; name: string },
): Promise<string | undefined> {
  const known = await tx
    .selectFrom('sign_in_user')
    .select(['id', 'kind', 'name'])
    .where((where) => where(where.fn('lower', ['email']), '=', email.toLowerCase()))
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (known === undefined) return undefined;
  const tenants = await tx
    .selectFrom('tenant_user')
    .select('tenant_id as id')
    .where('user_id', '=', known.id)
    .execute();
  if (tenants.some(({ id }) => id === tenantId)) {
    throw fieldProblem('/email', `${known.name} is here with this address already.`);
  }
  if (known.kind !== 'tenant' || tenants.length > 0) {
    throw fieldProblem(
      '/email',
      'This address signs in elsewhere on the platform. Use another address, or ask the support of the platform to add the person to your company.',
    );
  }
  await dropSignIn(tx, { userIds: [known.id], now: clock.now() });
  await tx.updateTable('sign_in_user').set({ name }).where('id', '=', known.id).execute();
  return known.id;
}
