import { Text } from '@mantine/core';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';

/** What the list's figures count, and how fresh they are. */
export function FiguresNote({ summedAt }: { summedAt: string | null }) {
  return (
    <Text c="dimmed" size="xs" mt="sm">
      Leads 7d: received in the last 7 days. Webhooks: share of the messages of the last 24 hours
      that arrived. Test leads and test messages do not count.
      {summedAt !== null && (
        <>
          {' '}
          Summed by the hour, last <RelativeTime at={summedAt} />; newer ones are added.
        </>
      )}
    </Text>
  );
}
