import type { ReplyOf } from '@leads/contract/endpoint';
import { openHandOver, readHandOver } from '@leads/contract/hand-over';
import { partnerAuthorizationLabels } from '@leads/contract/integration-general';
import { Alert, Anchor, Button, Skeleton, Stack, Text } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '#web/api/call.ts';
import { toCallProblem, type CallProblem } from '#web/api/call-problem.ts';
import { CopyField } from '#web/ui/form/copy-field.tsx';
import { ProblemAlert } from '#web/ui/page/problem-alert.tsx';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';
import { toOpenedValues } from './opened-values.ts';

type Opened = ReplyOf<typeof openHandOver>;

/** What the partner does with the link: reads what waits, then asks for the secret by a deliberate press. */
export function HandOverPanel({ token }: { token: string }) {
  const [opened, setOpened] = useState<Opened>();
  const [problem, setProblem] = useState<CallProblem>();
  const [busy, setBusy] = useState(false);
  const facts = useQuery({
    queryKey: ['hand-over', token],
    queryFn: ({ signal }) => call(readHandOver, { body: { token }, signal }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const open = async (): Promise<void> => {
    setBusy(true);
    try {
      setOpened(await call(openHandOver, { body: { token } }));
    } catch (err) {
      setProblem(toCallProblem(err));
    } finally {
      setBusy(false);
    }
  };
  if (opened !== undefined) return <OpenedValues opened={opened} />;
  const refused = problem ?? (facts.error === null ? undefined : toCallProblem(facts.error));
  if (refused !== undefined) {
    const title = refused.code === 'not_found' ? 'The link is not known' : undefined;
    return <ProblemAlert problem={refused} title={title} />;
  }
  if (facts.data === undefined) return <Skeleton height={140} />;
  const { partnerName, kind, mode, sentByName, expiresAt } = facts.data;
  return (
    <Stack gap="md">
      <Text>
        {sentByName} sends {partnerName} {mode === 'live' ? 'a live' : 'a sandbox'} credential (
        {partnerAuthorizationLabels[kind]}).
      </Text>
      <Text>
        The secret is shown <b>once</b>, to whoever presses the button. Have the place ready where
        you keep it. The link ends <RelativeTime at={expiresAt} />.
      </Text>
      <Button leftSection={<IconKey size={18} />} onClick={() => void open()} loading={busy}>
        Show the secret
      </Button>
    </Stack>
  );
}

function OpenedValues({ opened }: { opened: Opened }) {
  return (
    <Stack gap="md" align="stretch">
      <Alert icon={<IconKey size={18} />} color="yellow" variant="light">
        Copy everything now: once this page is left, the secret cannot be shown again.
      </Alert>
      {toOpenedValues(opened).map(({ label, value }) => (
        <CopyField key={label} label={label} value={value} />
      ))}
      {opened.credentialExpiresAt !== null && (
        <Text>
          The credential works until <RelativeTime at={opened.credentialExpiresAt} />.
        </Text>
      )}
      <Text>
        How to use it: <Anchor href={opened.docsUrl}>{opened.docsUrl}</Anchor>
      </Text>
    </Stack>
  );
}
