import { Alert, Group, Text, UnstyledButton } from '@mantine/core';
import type { SignInOptions } from '@leads/contract/session';
import type { z } from 'zod';
import { useState } from 'react';
import { toCallProblem, type CallProblem } from '#web/api/call-problem.ts';
import { ProblemAlert } from '#web/ui/page/problem-alert.tsx';
import { signInByPassword } from './authenticate.ts';
import styles from './demo-sign-ins.module.css';

export interface DemoSignInsProps {
  demo: NonNullable<z.output<typeof SignInOptions>['demo']>;
  onSignedIn: () => Promise<void>;
}

/** The demo's users, each a click away. Exists only where the platform runs with demo data. */
export function DemoSignIns({ demo, onSignedIn }: DemoSignInsProps) {
  const [busyWith, setBusyWith] = useState<string>();
  const [problem, setProblem] = useState<CallProblem>();
  const enter = async (email: string): Promise<void> => {
    setBusyWith(email);
    setProblem(undefined);
    try {
      await signInByPassword({ email, password: demo.password });
      await onSignedIn();
    } catch (err) {
      setProblem(toCallProblem(err));
    } finally {
      setBusyWith(undefined);
    }
  };
  return (
    <Alert variant="light" color="gray" title="Demo sign-ins">
      {problem !== undefined && <ProblemAlert problem={problem} />}
      <ul className={styles['list']}>
        {demo.users.map(({ email, role }) => (
          <li key={email}>
            <UnstyledButton
              className={styles['user']}
              disabled={busyWith !== undefined}
              onClick={() => void enter(email)}
            >
              <Group justify="space-between" gap="xs">
                <span>{email}</span>
                <Text component="span" c="dimmed">
                  {busyWith === email ? 'Signing in…' : role}
                </Text>
              </Group>
            </UnstyledButton>
          </li>
        ))}
      </ul>
      <Text c="dimmed" size="xs" mt="xs">
        Password of all: <code>{demo.password}</code>
      </Text>
    </Alert>
  );
}
