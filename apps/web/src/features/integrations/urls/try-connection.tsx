import { testConnection } from '@leads/contract/connection-test';
import type { Urls } from '@leads/contract/integration-sections';
import { Button, Group, Input, Stack, Text } from '@mantine/core';
import type { FormErrors } from '@mantine/form';
import { IconExternalLink, IconPlugConnected } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { z } from 'zod';
import { toCallProblem } from '#web/api/call-problem.ts';
import { call } from '#web/api/call.ts';
import { sortFaults } from '#web/ui/form/sort-faults.ts';
import { ProblemAlert } from '#web/ui/page/problem-alert.tsx';
import { ConnectionChecks } from './connection-checks.tsx';
import { SignInOpened } from './trial/sign-in-opened.tsx';
import { useTrySignIn } from './trial/use-try-sign-in.ts';

type Values = z.input<typeof Urls>;

export interface TryConnectionProps {
  integrationId: string;
  /** As they stand in the form, saved or not. */
  urls: Values;
  isPairing: boolean;
  /** Faults of the values land on their fields. */
  onFaults: (errors: FormErrors) => void;
}

/** Test connection and Try sign-in: both work with what stands in the form, and save nothing. */
export function TryConnection({ integrationId, urls, isPairing, onFaults }: TryConnectionProps) {
  const params = { id: integrationId };
  const test = useMutation({
    mutationFn: (tested: Values) => call(testConnection, { params, body: { urls: tested } }),
  });
  const trial = useTrySignIn(integrationId, (err) => {
    const { onFields } = sortFaults(toCallProblem(err).errors, urls, 'urls');
    onFaults(onFields);
  });
  const isOlder = test.variables !== undefined && !isSame(test.variables, urls);
  return (
    <Stack gap="sm" align="stretch">
      <Input.Wrapper
        label="Try it"
        labelElement="div"
        description={
          isPairing
            ? 'Tests the address above without starting a pairing. Nothing is saved.'
            : 'Both use the values above, and save nothing. Try sign-in opens the partner’s own sign-in in another tab and shows what it tells.'
        }
      />
      <Group gap="sm">
        <Button
          variant="default"
          leftSection={<IconPlugConnected size={18} />}
          loading={test.isPending}
          onClick={() => test.mutate(urls)}
        >
          Test connection
        </Button>
        {!isPairing && (
          <Button
            variant="default"
            leftSection={<IconExternalLink size={18} />}
            loading={trial.isPending}
            onClick={() => trial.begin(urls)}
          >
            Try sign-in
          </Button>
        )}
        {test.isPending && <Text c="dimmed">This takes up to 12 seconds.</Text>}
      </Group>
      {trial.error !== null && <ProblemAlert problem={toCallProblem(trial.error)} />}
      {trial.begun !== undefined && <SignInOpened integrationId={integrationId} {...trial.begun} />}
      <div aria-live="polite">
        {test.error !== null && <ProblemAlert problem={toCallProblem(test.error)} />}
        {test.data !== undefined && !test.isPending && (
          <ConnectionChecks test={test.data} isOlder={isOlder} />
        )}
      </div>
    </Stack>
  );
}

const isSame = (one: Values, other: Values): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
