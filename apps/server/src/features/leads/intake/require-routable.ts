import { Problem } from '@leads/contract/problem';
import type { FieldFault } from '@leads/contract/problem';
import { testAccount } from './ensure-test-account.ts';
import type { BookingRoute, RoutedConnection } from './find-booking-routes.ts';

/**
 * Refuses what no better body could mend.
 * @throws Problem `integration_inactive`, `account_disconnected`, `access_withdrawn`
 */
export function requireOpen(
  { active, connection }: BookingRoute,
  { isTest }: { isTest: boolean },
): void {
  if (!active && !isTest) {
    throw new Problem('integration_inactive', {
      detail:
        'This integration is not active, so it takes no bookings. Ask the platform to activate it, then send this one again.',
    });
  }
  if (connection === null) return;
  if (connection.state !== 'connected' || !connection.tenantActive) {
    throw new Problem('account_disconnected', {
      detail:
        'The tenant of this account has disconnected and takes no more bookings. Send them again once it is connected.',
      errors: [{ pointer: '/slot/accountId', message: 'This account is disconnected' }],
    });
  }
  if (!connection.accessible && !isTest) {
    throw new Problem('access_withdrawn', {
      detail:
        'The tenant of this account has no access to this integration any more. Ask the platform to open it again.',
      errors: [{ pointer: '/slot/accountId', message: 'This account has no access any more' }],
    });
  }
}

/**
 * Refuses what the partner can mend, every fault at once.
 * @throws Problem `unknown_account` when nothing but the account is wrong, else `validation_failed`
 */
export function requireAccount(
  { connection }: BookingRoute,
  { isTest, faults }: { isTest: boolean; faults: FieldFault[] },
): RoutedConnection {
  if (connection !== null && faults.length === 0) return connection;
  const account = describeUnknownAccount(isTest);
  const errors = [
    ...(connection === null ? [{ pointer: '/slot/accountId', message: account }] : []),
    ...faults,
  ];
  if (faults.length === 0) throw new Problem('unknown_account', { detail: account, errors });
  throw new Problem('validation_failed', {
    detail:
      errors.length === 1 && errors[0] !== undefined
        ? `${errors[0].message}. Nothing was stored.`
        : `${errors.length} values are not valid. Mend them and send the booking again; nothing was stored.`,
    errors,
  });
}

function describeUnknownAccount(isTest: boolean): string {
  return isTest
    ? `Test bookings go to test accounts only: use accountId ${testAccount.accountId} with profileId ${testAccount.profileId}`
    : 'No tenant is connected under this account. List the accounts by GET /api/integrations/accounts';
}
