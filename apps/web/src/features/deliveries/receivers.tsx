import { pauseReceiver, resumeReceiver, type Receiver } from '@leads/contract/receivers';
import { Box, Button, Group, List, Paper, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '#web/api/call.ts';
import { toCallProblem } from '#web/api/call-problem.ts';
import { Confirm } from '#web/ui/form/confirm.tsx';
import { ProblemAlert } from '#web/ui/page/problem-alert.tsx';
import { toCountedWords } from '#web/ui/show/count-words.ts';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';
import { toastProblem } from '#web/ui/show/toast.ts';
import { StatePill, type StateTone } from '#web/ui/show/state-pill.tsx';
import { deliveryKeys, receiversQuery } from './queries.ts';
import styles from './receivers.module.css';

export interface ReceiversProps {
  /** All receivers of this one; left out, those of any that are paused or failing. */
  integrationId?: string | undefined;
  mayChange: boolean;
}

/** Where messages go and whether they get there: what is paused or failing stands above the list. */
export function Receivers({ integrationId, mayChange }: ReceiversProps) {
  const { data, error, refetch } = useQuery(receiversQuery(integrationId));
  if (data === undefined && error !== null) {
    return (
      <Box mb="md">
        <ProblemAlert problem={toCallProblem(error)} title="The receivers could not be loaded">
          <Button variant="default" size="xs" mt="xs" onClick={() => void refetch()}>
            Try again
          </Button>
        </ProblemAlert>
      </Box>
    );
  }
  if (data === undefined || data.items.length === 0) return null;
  return (
    <Paper component="section" withBorder aria-label="Receivers" mb="md">
      <ul className={styles['list']}>
        {data.items.map((receiver) => (
          <ReceiverLine
            key={receiver.id}
            receiver={receiver}
            named={integrationId === undefined}
            mayChange={mayChange}
          />
        ))}
      </ul>
    </Paper>
  );
}

interface LineProps {
  receiver: Receiver;
  /** Says whose it is. */
  named: boolean;
  mayChange: boolean;
}

function ReceiverLine({ receiver, named, mayChange }: LineProps) {
  const { integrationName, prefix, pausedReason } = receiver;
  const { tone, word } = stateOf(receiver);
  return (
    <Group component="li" className={styles['line']} wrap="nowrap" align="flex-start">
      <Stack gap={2} className={styles['facts']}>
        <Group gap="sm">
          {named && <Text fw={550}>{integrationName}</Text>}
          <Text c={named ? 'dimmed' : undefined} className={styles['address']}>
            {prefix}
          </Text>
        </Group>
        <Group gap="sm">
          <StatePill tone={tone}>{word}</StatePill>
          <Text c="dimmed" size="sm">
            <Reason receiver={receiver} />
          </Text>
        </Group>
      </Stack>
      {mayChange &&
        (pausedReason === null ? (
          <PauseButton receiver={receiver} />
        ) : (
          <ResumeButton receiver={receiver} />
        ))}
    </Group>
  );
}

function stateOf({ pausedReason, failingSince }: Receiver): { tone: StateTone; word: string } {
  if (pausedReason === 'resuming') return { tone: 'busy', word: 'Resuming' };
  if (pausedReason !== null) return { tone: 'warn', word: 'Paused' };
  if (failingSince !== null) return { tone: 'bad', word: 'Failing' };
  return { tone: 'good', word: 'Delivering' };
}

function Reason({ receiver }: { receiver: Receiver }) {
  const { pausedReason, pausedAt, failingSince, waiting } = receiver;
  const waits =
    waiting === 0
      ? ''
      : ` ${toCountedWords(waiting, 'message')} ${waiting === 1 ? 'waits' : 'wait'}.`;
  switch (pausedReason) {
    case 'gone':
      return (
        <>
          It answered 410 (gone). <Probes receiver={receiver} />
          {waits}
        </>
      );
    case 'failing':
      return (
        <>
          No 2xx for five days. <Probes receiver={receiver} />
          {waits}
        </>
      );
    case 'manual':
      return (
        <>
          By hand <RelativeTime at={pausedAt ?? ''} />.{waits}
        </>
      );
    case 'resuming':
      return <>What waits goes out oldest first.{waits}</>;
    case null:
      return failingSince === null ? (
        <>{waits.trim()}</>
      ) : (
        <>
          No 2xx since <RelativeTime at={failingSince} />.{waits}
        </>
      );
  }
}

function Probes({ receiver: { pausedAt, probedAt, waiting } }: { receiver: Receiver }) {
  // One from before this pause says nothing, and without a message there was nothing to try.
  const isTried = pausedAt !== null && probedAt !== null && probedAt >= pausedAt && waiting !== 0;
  return (
    <>
      A message is tried once an hour
      {isTried && (
        <>
          , the last <RelativeTime at={probedAt} />
        </>
      )}
      .
    </>
  );
}

function PauseButton({ receiver: { id, prefix } }: { receiver: Receiver }) {
  const [asked, setAsked] = useState(false);
  const client = useQueryClient();
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={() => setAsked(true)}>
        Pause deliveries
      </Button>
      <Confirm
        opened={asked}
        onClose={() => setAsked(false)}
        title="Pause deliveries?"
        verb="Pause deliveries"
        onConfirm={async () => {
          await call(pauseReceiver, { params: { id } });
          await client.invalidateQueries({ queryKey: deliveryKeys.all });
        }}
      >
        <Text>
          Until you resume them, messages to <strong>{prefix}</strong> wait:
        </Text>
        <List size="sm" mt="xs" spacing={4}>
          <List.Item>Nothing is lost, and no try is used up.</List.Item>
          <List.Item>Bookings are taken, and tenants work their leads as before.</List.Item>
        </List>
      </Confirm>
    </>
  );
}

function ResumeButton({ receiver: { id, pausedReason } }: { receiver: Receiver }) {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const resume = async (): Promise<void> => {
    setBusy(true);
    try {
      await call(resumeReceiver, { params: { id } });
    } catch (err) {
      toastProblem(toCallProblem(err));
    } finally {
      setBusy(false);
      await client.invalidateQueries({ queryKey: deliveryKeys.all });
    }
  };
  return (
    <Button
      variant="default"
      size="compact-sm"
      loading={busy}
      disabled={pausedReason === 'resuming'}
      onClick={() => void resume()}
    >
      Resume
    </Button>
  );
}
