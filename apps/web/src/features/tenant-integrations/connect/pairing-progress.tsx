import type { Connection } from '@leads/contract/tenant-integrations';
import { Group, Loader, Text, VisuallyHidden } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';
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
  const { connection, partner } = props;
  const stages = [
    <>
      Request sent by {connection.requestedByName} <RelativeTime at={connection.requestedAt} />
    </>,
    connection.state === 'processing'
      ? `${partner} is looking for your company`
      : `Waiting for ${partner} to take the request`,
    'Account found and connected',
  ];
  return (
    <>
      <ol className={styles['stages']} aria-live="polite">
        {stages.map((words, index) => (
          <li key={index} className={styles['stage']} data-reached={index < 2 || undefined}>
            <StageIcon index={index} />
            <Text component="span">
              <VisuallyHidden>{stageStates[index]}: </VisuallyHidden>
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

const stageStates = ['Done', 'Under way', 'To come'];

/** The first stage is past, the second is under way, the third is to come. */
function StageIcon({ index }: { index: number }) {
  if (index === 0) return <IconCheck size={18} aria-hidden className={styles['done'] ?? ''} />;
  if (index === 1) return <Loader size={18} aria-hidden />;
  return <span className={styles['dot']} />;
}
