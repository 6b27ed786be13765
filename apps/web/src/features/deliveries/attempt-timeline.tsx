import type { DeliveryAttempt } from '@leads/contract/deliveries';
import { Text, Timeline } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import type { z } from 'zod';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';
import styles from './delivery-drawer.module.css';
import { toDurationWords } from './delivery-words.ts';

type Attempt = z.output<typeof DeliveryAttempt>;

/** Every try of a message, newest first, with what the partner answered. */
export function AttemptTimeline({ attempts }: { attempts: readonly Attempt[] }) {
  if (attempts.length === 0) return <Text c="dimmed">Not sent yet.</Text>;
  const newestFirst = attempts.toReversed();
  return (
    <Timeline bulletSize={20} lineWidth={1} active={attempts.length}>
      {newestFirst.map((attempt) => (
        <Timeline.Item
          key={attempt.number}
          color={isGood(attempt) ? 'green' : 'red'}
          bullet={isGood(attempt) ? <IconCheck size={12} /> : <IconX size={12} />}
          title={`Try ${attempt.number}: ${attempt.status ?? 'no answer'}`}
        >
          <Text c="dimmed">
            <RelativeTime at={attempt.startedAt} /> · {toDurationWords(attempt.durationMs)}
          </Text>
          {attempt.error !== null && <Text>{attempt.error}</Text>}
          {attempt.replyStart !== null && attempt.replyStart !== '' && (
            <details>
              <summary>Reply</summary>
              <pre className={styles['code']}>{attempt.replyStart}</pre>
            </details>
          )}
        </Timeline.Item>
      ))}
    </Timeline>
  );
}

function isGood({ status }: Attempt): boolean {
  return status !== null && status >= 200 && status < 300;
}
