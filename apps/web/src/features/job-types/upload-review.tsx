import { jobTypeBadRowsUrl, type JobTypePreview, type ReviewKind } from '@leads/contract/job-types';
import { Anchor, Button, Group, Paper, Stack, Tabs, Text, Title } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { toCountedWords } from '#web/ui/show/count-words.ts';
import { ApplyReview } from './apply-review.tsx';
import { ReviewRows } from './review-rows.tsx';
import { firstTab, reviewTabs } from './review-words.ts';
import styles from './upload-panel.module.css';

export interface UploadReviewProps {
  integrationId: string;
  fileName: string;
  review: JobTypePreview;
  onApply: (confirmRemovedMapped?: number) => Promise<void>;
  /** Sends the same file once more. */
  onReviewAgain: () => void;
  onDiscard: () => void;
}

/** What a file would change, line by line, before anything does; with errors there is nothing to apply. */
export function UploadReview(props: UploadReviewProps) {
  const { fileName, review, onDiscard } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <Paper withBorder p="md">
      <Stack gap="md">
        <Group justify="space-between" align="baseline">
          <Title order={3} ref={heading} tabIndex={-1} className={styles['heading']}>
            Review of {fileName}
          </Title>
          <Text c="dimmed">{toCountedWords(review.unchangedCount, 'row')} unchanged</Text>
        </Group>
        <ReviewTabs {...props} />
        {review.faultCount > 0 ? (
          <MendFile {...props} />
        ) : (
          <ApplyReview {...props} onDiscard={onDiscard} />
        )}
      </Stack>
    </Paper>
  );
}

function ReviewTabs({ integrationId, review }: UploadReviewProps) {
  const [opened, setOpened] = useState<ReviewKind>(() => firstTab(review));
  const shown = reviewTabs.filter(({ count }) => count(review) > 0);
  if (shown.length === 0) return null;
  return (
    <Tabs
      value={opened}
      onChange={(kind) => kind !== null && setOpened(kind as ReviewKind)}
      keepMounted={false}
    >
      <Tabs.List aria-label="What the file changes">
        {reviewTabs.map(({ kind, label, count }) => (
          <Tabs.Tab key={kind} value={kind} disabled={count(review) === 0}>
            {label}{' '}
            <span className={styles['count']} data-bad={kind === 'error' || undefined}>
              {count(review).toLocaleString()}
            </span>
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {shown.map(({ kind, label }) => (
        <Tabs.Panel key={kind} value={kind}>
          <ReviewRows
            integrationId={integrationId}
            previewId={review.previewId}
            kind={kind}
            label={label}
          />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}

function MendFile({ integrationId, review, onDiscard }: UploadReviewProps) {
  return (
    <>
      <Text>
        Nothing has changed. Mend the {toCountedWords(review.faultCount, 'error')} in the file, then
        choose it again.
      </Text>
      <Group gap="md">
        <Button onClick={onDiscard}>Choose another file</Button>
        <Anchor
          href={jobTypeBadRowsUrl(integrationId, review.previewId)}
          download
          className={styles['download'] ?? ''}
        >
          <IconDownload size={18} aria-hidden /> Download rows with errors
        </Anchor>
      </Group>
    </>
  );
}
