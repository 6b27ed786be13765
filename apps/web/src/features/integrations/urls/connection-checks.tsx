import type { CheckResult, ConnectionTest } from '@leads/contract/connection-test';
import { Paper, Text, Title } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleMinus,
  IconCircleX,
} from '@tabler/icons-react';
import { toCountedWords } from '#web/ui/show/count-words.ts';
import styles from './connection-checks.module.css';

export interface ConnectionChecksProps {
  test: ConnectionTest;
  /** The form says something else by now. */
  isOlder: boolean;
}

const looks = {
  passed: { Icon: IconCircleCheck, words: 'Passed' },
  warning: { Icon: IconAlertTriangle, words: 'Warning' },
  failed: { Icon: IconCircleX, words: 'Failed' },
  skipped: { Icon: IconCircleMinus, words: 'Skipped' },
} as const satisfies Record<CheckResult, object>;

/** What Test connection found, check by check, with what to mend. */
export function ConnectionChecks({ test, isOlder }: ConnectionChecksProps) {
  return (
    <Paper component="section" withBorder p="md" aria-label="Connection test">
      <Title order={3}>{toSummary(test)}</Title>
      {isOlder && (
        <Text c="dimmed">The values above were changed since. Test again to be sure.</Text>
      )}
      <ul className={styles['list']}>
        {test.checks.map(({ id, label, result, detail, durationMs }) => {
          const { Icon, words } = looks[result];
          return (
            <li key={id} className={styles['check']} data-result={result}>
              <Icon size={18} className={styles['icon']} aria-hidden />
              <div className={styles['words']}>
                <Text fw={500}>
                  {label}
                  <span className={styles['result']}>{words}</span>
                </Text>
                <Text c={result === 'skipped' ? 'dimmed' : undefined}>{detail}</Text>
              </div>
              {durationMs > 0 && result !== 'skipped' && (
                <Text c="dimmed" className={styles['duration']}>
                  {durationMs.toLocaleString()} ms
                </Text>
              )}
            </li>
          );
        })}
      </ul>
    </Paper>
  );
}

function toSummary({ checks }: ConnectionTest): string {
  const failed = checks.filter(({ result }) => result === 'failed');
  const warnings = checks.filter(({ result }) => result === 'warning').length;
  if (failed.length > 0) {
    const names = failed.map(({ label }) => label).join(', ');
    return `${toCountedWords(failed.length, 'check')} failed: ${names}`;
  }
  return warnings > 0
    ? `The connection works, with ${toCountedWords(warnings, 'warning')}`
    : 'The connection works';
}
