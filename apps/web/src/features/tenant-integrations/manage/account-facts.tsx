import type { Connection } from '@leads/contract/tenant-integrations';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';
import { StatePill } from '#web/ui/show/state-pill.tsx';
import { toAccountWords } from '../connections.ts';
import styles from '../connect/connect.module.css';

/** The account at the partner and its profiles. */
export function AccountFacts({ connection }: { connection: Connection }) {
  const { accountId, connectedAt, requestedByName, profiles } = connection;
  return (
    <dl className={styles['facts']}>
      <div>
        <dt>Account</dt>
        <dd>
          {toAccountWords(connection)}
          {accountId !== null && accountId !== toAccountWords(connection) && ` (${accountId})`}
        </dd>
      </div>
      <div>
        <dt>{profiles.length === 1 ? 'Profile' : 'Profiles'}</dt>
        <dd>
          {profiles.length === 0 && 'None yet; the partner adds them'}
          {profiles.map(({ profileId, name, active }) => (
            <div key={profileId}>
              {name === '' ? profileId : name}{' '}
              {!active && <StatePill tone="off">Not active</StatePill>}
            </div>
          ))}
        </dd>
      </div>
      {connectedAt !== null && (
        <div>
          <dt>Connected</dt>
          <dd>
            <RelativeTime at={connectedAt} /> by {requestedByName}
          </dd>
        </div>
      )}
    </dl>
  );
}
