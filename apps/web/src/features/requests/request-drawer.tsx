import { refusedRequestDays } from '@leads/contract/requests';
import type { RefusedRequest } from '@leads/contract/requests';
import { Alert, Anchor, Badge, Group, Stack, Text, Title } from '@mantine/core';
import { IconBulb } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { DetailDrawer } from '#web/ui/page/detail-drawer.tsx';
import { CopyButton } from '#web/ui/show/copy-button.tsx';
import { CodeBlock, DetailFacts } from '#web/ui/show/detail-facts.tsx';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';
import { StatePill } from '#web/ui/show/state-pill.tsx';
import { toExactTime } from '#web/ui/show/time-words.ts';
import { toDurationWords } from '../deliveries/delivery-words.ts';
import { toAdvice, toCodeWords } from './code-advice.ts';
import { requestQuery } from './queries.ts';

/** One refused call at the side of the list: what was asked, what we answered, what to do. */
export function RequestDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const query = useQuery(requestQuery(id));
  return (
    <DetailDrawer
      what="Request"
      query={query}
      title={(request) => toCodeWords(request.code)}
      onClose={onClose}
    >
      {(request) => <Details request={request} />}
    </DetailDrawer>
  );
}

function Details({ request }: { request: RefusedRequest }) {
  const advice = toAdvice(request.code);
  return (
    <Stack gap="lg">
      <Group gap="sm">
        <StatePill tone="bad">{request.status}</StatePill>
        <code>{request.code}</code>
        {request.test && <Badge variant="default">Test</Badge>}
        <Group gap="xs" ml="auto">
          <CopyButton value={request.requestId}>Copy request id</CopyButton>
        </Group>
      </Group>
      {advice !== undefined && (
        <Alert icon={<IconBulb size={18} />} title="What the partner should do" color="blue">
          {advice}{' '}
          <Anchor href="/docs" target="_blank" rel="noreferrer" underline="always">
            API reference
          </Anchor>
        </Alert>
      )}
      <Facts request={request} />
      <Answer request={request} />
      <Body request={request} />
    </Stack>
  );
}

function Facts({ request }: { request: RefusedRequest }) {
  const { at, clientId, durationMs, method, partnerBookingId, path, requestId } = request;
  return (
    <DetailFacts
      facts={[
        [
          'Called',
          <code key="call">
            {method} {path}
          </code>,
        ],
        [
          'When',
          <span key="when">
            <RelativeTime at={at} /> · {toExactTime(new Date(at))}
          </span>,
        ],
        ['Answered in', toDurationWords(durationMs)],
        ['Booking', partnerBookingId ?? '–'],
        ['Client id', clientId === null ? '–' : <code key="client">{clientId}</code>],
        ['Request id', <code key="request">{requestId}</code>],
      ]}
    />
  );
}

function Answer({ request: { title, detail, errors } }: { request: RefusedRequest }) {
  return (
    <section>
      <Title order={3} mb="xs">
        What we answered
      </Title>
      <Text fw={550}>{title}</Text>
      {detail !== title && errors.length !== 1 && <Text>{detail}</Text>}
      {errors.length > 0 && (
        <ul style={{ margin: '0.5rem 0 0', paddingInlineStart: '1.25rem' }}>
          {errors.map(({ pointer, message }, index) => (
            <li key={index}>
              {pointer !== '' && (
                <>
                  <code>{pointer}</code>:{' '}
                </>
              )}
              {message}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Body({ request: { body, bodyCut } }: { request: RefusedRequest }) {
  return (
    <section>
      <Group justify="space-between" mb="xs">
        <Title order={3}>Body</Title>
        {body !== null && <CopyButton value={body}>Copy body</CopyButton>}
      </Group>
      <Text c="dimmed" mb="xs">
        {body === null
          ? 'There was none, or it could not be read as JSON.'
          : `Personal data is masked; ids and times are as sent.${bodyCut ? ' The body was too large to keep whole.' : ''} Kept for ${refusedRequestDays} days.`}
      </Text>
      {body !== null && <CodeBlock>{body}</CodeBlock>}
    </section>
  );
}
