import type {
  Connection,
  PairingProgress as PairingProgressState,
} from '@leads/contract/tenant-integrations';
import { Group, Loader, Text, VisuallyHidden } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';
import { pairingProgressQuery } from '../queries.ts';
import styles from './connect.module.css';
import { Withdraw } from './withdraw.tsx';

export interface PairingProgressProps {
  tenantId: string;
  connection: Connection;
  partner: string;
  mayConnect: boolean;
}

/** How far a pairing request has come; the page follows by itself. */
export function PairingProgress(props: PairingProgressProps) {
  const { tenantId, connection, partner } = props;
  const { data: progress } = useQuery(pairingProgressQuery(tenantId, connection.id));
  const isTaken = connection.state === 'processing' || progress?.request === 'taken';
  const under = isTaken ? 2 : 1;
  const stages = [
    <>
      Requested by {connection.requestedByName} <RelativeTime at={connection.requestedAt} />
    </>,
    isTaken ? (
      `${partner} has taken the request`
    ) : (
      <Sending key="sending" partner={partner} progress={progress} />
    ),
    connection.state === 'processing'
      ? `${partner} is working on it`
      : `${partner} looks for your account`,
    'Account found and connected',
  ];
  return (
    <>
      <ol className={styles['stages']} aria-live="polite">
        {stages.map((words, index) => (
          <li key={index} className={styles['stage']} data-reached={index <= under || undefined}>
            <StageIcon distance={index - under} />
            <Text component="span">
              <VisuallyHidden>{toStateWord(index - under)}: </VisuallyHidden>
              {words}
            </Text>
          </li>
        ))}
      </ol>
      <Text c="dimmed" maw="45rem">
        Most partners answer within minutes, some take days. You can leave this page; the answer
        will be here. After 7 days without one the request ends.
      </Text>
      {props.mayConnect && (
        <Group gap="sm">
          <Withdraw tenantId={props.tenantId} connection={connection} partner={partner} />
        </Group>
      )}
    </>
  );
}

const toStateWord = (distance: number): string => {
  if (distance < 0) return 'Done';
  return distance === 0 ? 'Under way' : 'To come';
};

/** Stages before the one that is under way are past, those after it are to come. */
function StageIcon({ distance }: { distance: number }) {
  if (distance < 0) return <IconCheck size={18} aria-hidden className={styles['done'] ?? ''} />;
  if (distance === 0) return <Loader size={18} aria-hidden />;
  return <span className={styles['dot']} />;
}

/** The request is on its way; when the partner does not take it, why, and when it is sent again. */
function Sending({
  partner,
  progress,
}: {
  partner: string;
  progress: PairingProgressState | undefined;
}) {
  if (progress?.request === 'given_up')
    return (
      <>
        {partner} cannot be reached. Withdraw the request and ask {partner}, then send it again.
      </>
    );
  if (progress?.request !== 'retrying') return <>Sending it to {partner}</>;
  const { lastStatus, nextTryAt } = progress;
  return (
    <>
      {partner} {lastStatus === null ? 'did not answer' : `answered with an error (${lastStatus})`}.
      It is sent again by itself{' '}
      {nextTryAt === null || isSoon(nextTryAt) ? (
        'within a minute'
      ) : (
        <RelativeTime at={nextTryAt} />
      )}
      ; you need not do anything.
    </>
  );
}

const isSoon = (at: string): boolean => Date.parse(at) - Date.now() < 60_000;
