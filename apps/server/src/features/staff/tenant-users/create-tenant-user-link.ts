import type { ReplyOf } from '@leads/contract/endpoint';
import { Problem } from '@leads/contract/problem';
import type { createTenantUserLink as endpoint } from '@leads/contract/tenant-users';
import type { ActorOf } from '#platform/act/actor.ts';
import { change } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { sendHint } from '#platform/live/send-hint.ts';
import { createOneTimeLink } from '../one-time-link.ts';
import { lockPerson, lockTenantUser } from './lock-tenant-users.ts';
import { requireTenantUser } from './select-tenant-users.ts';

/**
 * Makes a new one-time link: the invitation again for who never got in, else one to reset the password. Earlier links
 * stop working; the present password stays until the link is used.
 * @throws Problem `forbidden`, `not_found`, `own_access`; `tenant_user_state` for who works for other tenants as well
 */
export async function createTenantUserLink(
  ctx: Context<ActorOf<'tenant'>>,
  userId: string,
): Promise<ReplyOf<typeof endpoint>> {
  const { tenantId } = ctx.actor;
  return change(ctx, 'tenant_user.make_link', async (tx) => {
    await lockPerson(tx, ctx, userId);
    await lockTenantUser(tx, ctx, userId);
    const before = await requireTenantUser(tx, ctx, { tenantId, userId });
    if (!before.acts.includes('tenant_user.make_link')) {
      throw new Problem('tenant_user_state', {
        detail: `${before.name} works for other companies too, and the link would open those as well. The support of the platform can make one.`,
      });
    }
    const purpose = before.state === 'invited' ? 'invite' : 'reset';
    const link = await createOneTimeLink(tx, ctx, { userId, purpose });
    await sendHint(tx, { topic: 'tenant_users', id: userId, tenantId });
    return {
      value: { user: await requireTenantUser(tx, ctx, { tenantId, userId }), link },
      audit: {
        subject: { kind: 'user', id: userId },
        tenantId,
        after: { purpose, linkExpiresAt: link.expiresAt },
      },
    };
  });
}
