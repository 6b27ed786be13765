import type { BetterAuthOptions } from 'better-auth';
import { APIError } from 'better-auth/api';
import type { StaffRole } from '@leads/contract/action';
import { systemActor } from '#platform/act/actor.ts';
import { change } from '#platform/act/change.ts';
import type { Context } from '#platform/act/context.ts';
import { admitUser } from './admit-user.ts';
import type { Refusal } from './admit-user.ts';
import { auditSession } from './audit-session.ts';
import { roleByClaims } from './company-sign-in.ts';

type ValidateUserInfo = NonNullable<NonNullable<BetterAuthOptions['user']>['validateUserInfo']>;

type DatabaseHooks = NonNullable<BetterAuthOptions['databaseHooks']>;
type CompanyRoles = WeakMap<object, StaffRole>;

export interface SignInHooks {
  databaseHooks: DatabaseHooks;
  validateUserInfo: ValidateUserInfo;
}

const refusals: Record<Refusal, string> = {
  disabled: 'Your access is switched off. Ask an administrator.',
  no_role: 'You have no role here. Ask an administrator to add you.',
};

/** Tokens of the company's provider: we need none of them after the sign-in, so none is kept. */
const noProviderTokens = { accessToken: null, refreshToken: null, idToken: null };

/** What our rules add to the library's writes: who gets a session, roles by claims, audit, nothing kept needlessly. */
export function createSignInHooks(
  makeContext: (actor: ReturnType<typeof systemActor>) => Context,
): SignInHooks {
  /** By the library's request context, as it hands the claims to one hook and the user to another. */
  const companyRoles: CompanyRoles = new WeakMap();
  const context = () => makeContext(systemActor('Sign-in'));
  return {
    async validateUserInfo({ source }, endpoint) {
      const role = roleByClaims(context().config, source.oauth?.profile ?? {});
      if (role !== undefined) companyRoles.set(endpoint, role);
      else if (source.action === 'create-user') {
        return { error: 'no_role', errorDescription: refusals.no_role };
      }
      return undefined;
    },
    databaseHooks: { account: accountHooks(context), session: sessionHooks(context, companyRoles) },
  };
}

function accountHooks(context: () => Context): DatabaseHooks['account'] {
  return {
    create: { before: async () => ({ data: noProviderTokens }) },
    update: {
      before: async () => ({ data: noProviderTokens }),
      after: async (account) => {
        if (typeof account?.password === 'string') await auditPassword(context(), account.userId);
      },
    },
  };
}

function sessionHooks(
  context: () => Context,
  companyRoles: CompanyRoles,
): DatabaseHooks['session'] {
  return {
    create: {
      before: async ({ userId }, endpoint) => {
        const companyRole = endpoint === null ? undefined : companyRoles.get(endpoint);
        const refusal = await admitUser(context(), { userId, companyRole });
        if (refusal === undefined) return;
        throw new APIError('FORBIDDEN', { code: refusal, message: refusals[refusal] });
      },
      after: async ({ id, userId, ipAddress }, endpoint) => {
        const isCompany = endpoint?.path?.startsWith('/callback') === true;
        const how = isCompany ? 'company sign-in' : 'password';
        const facts = { sessionId: id, userId, ipAddress, how };
        await auditSession(context(), 'session.sign_in', facts);
      },
    },
    delete: {
      after: async ({ id, userId, expiresAt }, endpoint) => {
        if (expiresAt <= context().clock.now()) return;
        const how = endpoint?.path === '/sign-out' ? 'signed out' : 'revoked';
        await auditSession(context(), 'session.sign_out', { sessionId: id, userId, how });
      },
    },
  };
}

async function auditPassword(ctx: Context, userId: string): Promise<void> {
  await change(ctx, 'staff.set_password', async () => ({
    value: undefined,
    audit: { subject: { kind: 'user', id: userId }, after: { by: 'the user, signed in' } },
  }));
}
