import type { ConnectionDetail } from '@leads/contract/admin-tenants';
import { Button, Skeleton, Stack, Table, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { ErrorState } from '#web/ui/page/error-state.tsx';
import { toCountedWords } from '#web/ui/show/count-words.ts';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';
import { StatePill } from '#web/ui/show/state-pill.tsx';
import styles from './connection-parts.module.css';
import { connectionStateWords } from './connection-words.ts';
import { coverageQuery } from './queries.ts';

interface Part {
  connection: ConnectionDetail;
}

/** The business profiles inside of the account. */
export function Profiles({ connection: { profiles } }: Part) {
  if (profiles.length === 0) return null;
  return (
    <section aria-label="Profiles">
      <Title order={3} mb="sm">
        Profiles
      </Title>
      <ul className={styles['items']}>
        {profiles.map((profile) => (
          <li key={profile.profileId}>
            <div className={styles['line']}>
              <Text fw={550}>{profile.name || profile.profileId}</Text>
              <StatePill tone={profile.active ? 'good' : 'off'}>
                {profile.active ? 'Active' : 'Not named by the partner any more'}
              </StatePill>
            </div>
            <Text c="dimmed" size="sm">
              {profile.profileId} · {toAreaWords(profile.serviceIds, 'service', 'All services')} ·{' '}
              {toAreaWords(profile.postalCodes, 'postal code', 'All postal codes')}
            </Text>
          </li>
        ))}
      </ul>
    </section>
  );
}

const namedMax = 8;

/** The first few by name, however many there are. */
function toAreaWords(values: readonly string[] | null, noun: string, all: string): string {
  if (values === null) return all;
  if (values.length === 0) return `No ${noun}s`;
  const named = values.slice(0, namedMax).join(', ');
  const rest = values.length - namedMax;
  return `${toCountedWords(values.length, noun)}: ${named}${rest > 0 ? ` and ${rest} more` : ''}`;
}

const coverageMax = 200;

/** How many of the partner's services arrive as a job type of the tenant's; which, once it is asked for. */
export function Coverage({ connection }: Part) {
  const { id, partnerServices, coveredServices } = connection;
  const [shown, { open }] = useDisclosure(false);
  return (
    <section aria-label="Mapping coverage">
      <Title order={3} mb="sm">
        Mapping coverage
      </Title>
      <Stack gap="sm" align="flex-start">
        <Text>
          {partnerServices === 0
            ? 'The partner offers no mapped services yet.'
            : `${coveredServices.toLocaleString()} of ${toCountedWords(partnerServices, 'service')} arrive as a job type of the tenant.`}
        </Text>
        {partnerServices > 0 && !shown && (
          <Button variant="default" size="xs" onClick={open}>
            Show services
          </Button>
        )}
        {shown && <CoverageTable id={id} />}
      </Stack>
    </section>
  );
}

function CoverageTable({ id }: { id: string }) {
  const { data, error, refetch } = useQuery(coverageQuery(id));
  if (data === undefined) {
    if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
    return <Skeleton height={120} />;
  }
  const rest = data.rows.length - coverageMax;
  return (
    <>
      <Table aria-label="Services and what they arrive as">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Partner’s service</Table.Th>
            <Table.Th>Standard job type</Table.Th>
            <Table.Th>Arrives as</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {data.rows.slice(0, coverageMax).map((row) => (
            <Table.Tr key={row.partnerId}>
              <Table.Td>{row.partnerName || row.partnerId}</Table.Td>
              <Table.Td>{row.standardJobType ?? 'Not mapped'}</Table.Td>
              <Table.Td>{row.jobTypes.join(', ') || 'Not covered'}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {rest > 0 && <Text c="dimmed">and {toCountedWords(rest, 'more service')}</Text>}
    </>
  );
}

/** Which agreement the tenant accepted for this partner. */
export function Agreement({ connection: { agreement } }: Part) {
  return (
    <section aria-label="Data agreement">
      <Title order={3} mb="sm">
        Data agreement
      </Title>
      {agreement === null ? (
        <Text c="dimmed">Not accepted yet.</Text>
      ) : (
        <Text>
          {agreement.title}, version {agreement.version}: accepted by {agreement.userName},{' '}
          <RelativeTime at={agreement.acceptedAt} />
          {agreement.isCurrent ? '.' : '. A newer version waits to be accepted.'}
        </Text>
      )}
    </section>
  );
}

/** The states the connection went through, newest first. */
export function History({ connection: { history } }: Part) {
  return (
    <section aria-label="History">
      <Title order={3} mb="sm">
        History
      </Title>
      <ol className={styles['items']}>
        {history.map(({ at, state, actorName }) => (
          <li key={`${at} ${state}`} className={styles['line']}>
            <StatePill tone={connectionStateWords[state].tone}>
              {connectionStateWords[state].label}
            </StatePill>
            <Text c="dimmed" size="sm">
              {actorName === '' ? '' : `${actorName}, `}
              <RelativeTime at={at} />
            </Text>
          </li>
        ))}
      </ol>
    </section>
  );
}
