import type { Lead } from '@leads/contract/lead';
import { Paper, Stack, Text, Title } from '@mantine/core';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';
import { StatePill } from '#web/ui/show/state-pill.tsx';
import { NoteForm } from './note-form.tsx';
import {
  toDeliveryWords,
  toTimeline,
  toToldWords,
  type TimelineEntry,
} from './timeline-entries.ts';
import styles from './timeline.module.css';

/** Notes are added where what happened is read. */
export function TimelineCard({ tenantId, lead }: { tenantId: string; lead: Lead }) {
  return (
    <Paper component="section" withBorder p="lg" aria-label="Timeline">
      <Stack gap="md">
        <Title order={2}>Timeline</Title>
        {lead.acts.includes('lead.add_note') && <NoteForm tenantId={tenantId} leadId={lead.id} />}
        <ol className={styles['list']}>
          {toTimeline(lead).map((entry) => (
            <li
              key={entry.kind === 'activity' ? entry.activity.id : entry.delivery.id}
              className={styles['entry']}
            >
              <Entry entry={entry} partner={lead.integrationName} />
            </li>
          ))}
        </ol>
      </Stack>
    </Paper>
  );
}

function Entry({ entry, partner }: { entry: TimelineEntry; partner: string }) {
  if (entry.kind === 'delivery') {
    const { tone, label } = toDeliveryWords(entry.delivery);
    return (
      <>
        <Text>
          {partner} is told: {toToldWords(entry.delivery.path)}
        </Text>
        <StatePill tone={tone}>{label}</StatePill>
      </>
    );
  }
  const { text, actorName, note } = entry.activity;
  return (
    <>
      <Text fw={550}>{text}</Text>
      {note !== null && note !== '' && <blockquote className={styles['note']}>{note}</blockquote>}
      <Text c="dimmed" size="xs">
        {actorName} · <RelativeTime at={entry.at} />
      </Text>
    </>
  );
}
