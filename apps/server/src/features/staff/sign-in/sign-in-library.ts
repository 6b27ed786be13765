import { betterAuth } from 'better-auth';
import type { BetterAuthOptions } from 'better-auth';
import type { Kysely } from 'kysely';
import { passwordLengthMax, passwordLengthMin } from '@leads/contract/session';
import { createContext } from '#platform/act/context.ts';
import type { Services } from '#platform/act/context.ts';
import type { Schema } from '#platform/db/database.ts';
import { newId } from '#platform/id.ts';
import type { Log } from '#platform/log.ts';
import { companySignIn } from './company-sign-in.ts';
import { cookiePrefixFor, isHttps } from './session-cookie.ts';
import { createSignInHooks } from './sign-in-hooks.ts';

/** The sign-in library behind its fetch-shaped door. Which of its routes are reachable is sign-in-routes' to say. */
export interface SignInLibrary {
  handle(request: Request): Promise<Response>;
}

export const libraryPath = '/api/auth';
/** Carries the caller's address as our own proxy rules see it; never taken from outside. */
export const addressHeader = 'x-leads-caller-address';

const sessionSeconds = 7 * 86_400;

/** better-auth on our tables, with our ids, cookies, rules and audit. */
export function createSignInLibrary(services: Services, db: Kysely<Schema>): SignInLibrary {
  const { config, log } = services;
  const { databaseHooks, validateUserInfo } = createSignInHooks((actor) =>
    createContext(services, db, { actor, requestId: newId() }),
  );
  const auth = betterAuth({
    appName: 'Leads Integration Manager',
    baseURL: config.PUBLIC_URL,
    basePath: libraryPath,
    secret: config.SESSION_SECRET,
    trustedOrigins: [new URL(config.PUBLIC_URL).origin],
    database: { db, type: 'postgres', transaction: true },
    ...tables(validateUserInfo),
    databaseHooks,
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLengthMin,
      maxPasswordLength: passwordLengthMax,
    },
    // Its windows begin anew with each request, so a busy office would stay shut out; the routes count tries instead.
    rateLimit: { enabled: false },
    plugins: companySignIn(config),
    onAPIError: { errorURL: `${config.PUBLIC_URL}/sign-in` },
    advanced: advancedOptions(config.PUBLIC_URL),
    logger: { log: logLine(log) },
    telemetry: { enabled: false },
  });
  return { handle: auth.handler };
}

function tables(validateUserInfo: ReturnType<typeof createSignInHooks>['validateUserInfo']) {
  return {
    user: {
      modelName: 'sign_in_user',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
      // Company sign-in alone makes users through the library, and only staff.
      additionalFields: {
        kind: { type: 'string', required: true, input: false, defaultValue: 'staff' },
      },
      validateUserInfo,
    },
    session: {
      modelName: 'sign_in_session',
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
      expiresIn: sessionSeconds,
      // A session ends a week after the sign-in, used or not.
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
    },
    account: {
      modelName: 'sign_in_method',
      fields: {
        userId: 'user_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
      updateAccountOnSignIn: false,
    },
    verification: {
      modelName: 'sign_in_verification',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
  } as const satisfies BetterAuthOptions;
}

function advancedOptions(publicUrl: string): NonNullable<BetterAuthOptions['advanced']> {
  return {
    cookiePrefix: cookiePrefixFor({ PUBLIC_URL: publicUrl }),
    // The library would add its own `__Secure-` in front of our `__Host-`.
    useSecureCookies: false,
    defaultCookieAttributes: {
      secure: isHttps(publicUrl),
      httpOnly: true,
      sameSite: 'lax',
      path: '/',
    },
    // Stated, as both would be off under test.
    disableCSRFCheck: false,
    disableOriginCheck: false,
    ipAddress: { ipAddressHeaders: [addressHeader] },
    database: { generateId: () => newId(), validateSchema: false },
  };
}

/** Messages only: the arguments may hold addresses and claims of people. */
function logLine(log: Log) {
  return (level: string, message: string, ...details: unknown[]) => {
    const err = details.find((one) => one instanceof Error);
    log[level === 'error' ? 'warn' : 'debug'](
      err === undefined ? {} : { err },
      `sign-in: ${message}`,
    );
  };
}
