import type { TestEventResult } from '@leads/contract/test-events';
import { Alert, Button, CopyButton, Group, Stack, Text, Title } from '@mantine/core';
import { IconCheck, IconCopy, IconX } from '@tabler/icons-react';
import { toReadableBody } from '#web/features/deliveries/delivery-words.ts';
import type { ReactNode } from 'react';
import styles from './test-event-report.module.css';
import { toCurl } from './to-curl.ts';

/** One test message: what came back on top, then what went out. */
export function TestEventReport({ result }: { result: TestEventResult }) {
  const { succeeded, status, error, replyStart, durationMs } = result;
  return (
    <Stack gap="md">
      <Alert
        color={succeeded ? 'green' : 'red'}
        variant="light"
        icon={succeeded ? <IconCheck size={18} /> : <IconX size={18} />}
        title={status === null ? 'No answer' : `Answered ${status}`}
      >
        <Text>
          {error ?? 'The partner took the message.'} It took {durationMs.toLocaleString()} ms.
        </Text>
        <Text c="dimmed">{signatureWords(result.signatures)}</Text>
      </Alert>
      {replyStart !== null && replyStart !== '' && (
        <Part title="Reply">
          <pre className={styles['code']}>{toReadableBody(replyStart)}</pre>
        </Part>
      )}
      <Part title="Request" action={<CopyAsCurl result={result} />}>
        <pre className={styles['code']}>{toRequestText(result)}</pre>
      </Part>
    </Stack>
  );
}

function signatureWords(signatures: number): string {
  if (signatures === 0) return 'Sent unsigned: there is no signing key.';
  return signatures === 1
    ? 'Signed by the signing key.'
    : `Signed by ${signatures} keys, as long as the old one overlaps.`;
}

function toRequestText({ url, headers, body }: TestEventResult): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`POST ${url}`, ...lines, '', toReadableBody(body)].join('\n');
}

interface PartProps {
  title: string;
  action?: ReactNode;
  children: ReactNode;
}

function Part({ title, action, children }: PartProps) {
  return (
    <section>
      <Group justify="space-between" mb={6} mih={30}>
        <Title order={3}>{title}</Title>
        {action}
      </Group>
      {children}
    </section>
  );
}

function CopyAsCurl({ result }: { result: TestEventResult }) {
  return (
    <CopyButton value={toCurl(result)} timeout={2000}>
      {({ copied, copy }) => (
        <Button
          variant="default"
          size="xs"
          onClick={copy}
          leftSection={copied ? <IconCheck size={18} /> : <IconCopy size={18} />}
        >
          <span aria-live="polite">{copied ? 'Copied' : 'Copy as curl'}</span>
        </Button>
      )}
    </CopyButton>
  );
}
