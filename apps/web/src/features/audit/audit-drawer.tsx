import type { AuditEntry } from '@leads/contract/audit';
import { Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { DetailDrawer } from '#web/ui/page/detail-drawer.tsx';
import { AnchorLink } from '#web/ui/page/link.tsx';
import { CopyButton } from '#web/ui/show/copy-button.tsx';
import { CodeBlock, DetailFacts } from '#web/ui/show/detail-facts.tsx';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';
import { toExactTime } from '#web/ui/show/time-words.ts';
import {
  actorKindWords,
  toKindWords,
  toSentence,
  toSubjectLink,
  toSubjectWords,
} from './audit-words.ts';
import { ChangeList } from './change-list.tsx';
import { diffEntry } from './diff-entry.ts';
import { auditEntryQuery } from './queries.ts';

/** One entry at the side of the list: what was done, and what it was before and after. */
export function AuditDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const query = useQuery(auditEntryQuery(id));
  return (
    <DetailDrawer what="Entry" query={query} title={toSentence} onClose={onClose}>
      {(entry) => <Details entry={entry} />}
    </DetailDrawer>
  );
}

function Details({ entry }: { entry: AuditEntry }) {
  const { before, after } = entry;
  const changes = diffEntry(before, after);
  const raw = JSON.stringify({ before, after }, null, 2);
  return (
    <Stack gap="lg">
      <Facts entry={entry} />
      <section>
        <Title order={3} mb="sm">
          Changes
        </Title>
        {changes.length === 0 ? (
          <Text c="dimmed">
            {isEmpty(before) && isEmpty(after)
              ? 'The act changes no values.'
              : 'Saved with the same values.'}
          </Text>
        ) : (
          <ChangeList key={entry.id} changes={changes} />
        )}
      </section>
      <details>
        <summary>Raw JSON</summary>
        <Group justify="flex-end" my="xs">
          <CopyButton value={raw}>Copy JSON</CopyButton>
        </Group>
        <CodeBlock>{raw}</CodeBlock>
      </details>
    </Stack>
  );
}

const isEmpty = (value: unknown): boolean => value === null || value === undefined;

function Facts({ entry }: { entry: AuditEntry }) {
  const link = toSubjectLink(entry);
  const words = toSubjectWords(entry);
  const { actorKind, actorName, at, integration, requestId, subject, tenant } = entry;
  return (
    <DetailFacts
      facts={[
        ['Who', `${actorName} · ${actorKindWords[actorKind]}`],
        [
          'When',
          <span key="when">
            <RelativeTime at={at} /> · {toExactTime(new Date(at))}
          </span>,
        ],
        [
          toKindWords(subject.kind),
          link === undefined ? (
            words
          ) : (
            <AnchorLink key="subject" {...link}>
              {words}
            </AnchorLink>
          ),
        ],
        ...(integration === null || subject.kind === 'integration'
          ? []
          : [['Integration', integration.name] as const]),
        ...(tenant === null ? [] : [['Tenant', tenant.name] as const]),
        ['Id', <code key="id">{subject.id}</code>],
        ['Request id', requestId === null ? '–' : <code key="request">{requestId}</code>],
      ]}
    />
  );
}
