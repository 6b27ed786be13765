import type { AuthorizationSession, ConnectionDetail } from '@leads/contract/admin-tenants';
import { Button, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { ErrorState } from '#web/ui/page/error-state.tsx';
import { FactList } from '#web/ui/show/fact-list.tsx';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';
import { StatePill } from '#web/ui/show/state-pill.tsx';
import styles from './connection-parts.module.css';
import { describeSignIn } from './connection-words.ts';
import { signInsQuery } from './queries.ts';

interface SignInsProps {
  id: string;
  authorizationType: ConnectionDetail['authorizationType'];
}

/** The tenant's sign-ins at the partner, newest first. */
export function SignIns({ id, authorizationType }: SignInsProps) {
  const query = useInfiniteQuery(signInsQuery(id));
  const sessions = query.data?.pages.flatMap((page) => page.items);
  if (authorizationType === 'st_pairing' && (sessions?.length ?? 0) === 0) return null;
  return (
    <section aria-label="Authorization sessions">
      <Title order={3} mb="sm">
        Authorization sessions
      </Title>
      {query.error !== null && sessions === undefined && (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      )}
      {sessions === undefined && query.error === null && <Skeleton height={80} />}
      {sessions?.length === 0 && <Text c="dimmed">Nobody has signed in at the partner yet.</Text>}
      <Stack gap="sm">
        {sessions !== undefined && sessions.length > 0 && (
          <ol className={styles['items']}>
            {sessions.map((session) => (
              <li key={session.id}>
                <SignIn session={session} readAt={query.dataUpdatedAt} />
              </li>
            ))}
          </ol>
        )}
        {query.hasNextPage && (
          <Button
            variant="default"
            size="xs"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            Show earlier sign-ins
          </Button>
        )}
      </Stack>
    </section>
  );
}

function SignIn({ session, readAt }: { session: AuthorizationSession; readAt: number }) {
  const { tone, label, reason } = describeSignIn(session, new Date(readAt));
  return (
    <Stack gap={4}>
      <div className={styles['line']}>
        <StatePill tone={tone}>{label}</StatePill>
        <Text c="dimmed" size="sm">
          {session.userName}, <RelativeTime at={session.startedAt} />
        </Text>
      </div>
      {reason !== '' && <Text size="sm">{reason}</Text>}
      <FactList
        facts={[
          ['Issuer', session.issuer],
          ['Subject', session.subject],
          [
            'Token expires',
            session.tokenExpiresAt === null ? null : (
              <RelativeTime key="token" at={session.tokenExpiresAt} />
            ),
          ],
        ]}
      />
    </Stack>
  );
}
