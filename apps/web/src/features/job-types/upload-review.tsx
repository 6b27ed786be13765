import type { CsvFault, JobTypePreview } from '@leads/contract/job-types';
import { Button, Code, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { toCallProblem, type CallProblem } from '#web/api/call-problem.ts';
import { Confirm } from '#web/ui/form/confirm.tsx';
import type { Column } from '#web/ui/list/column.ts';
import { DataTable } from '#web/ui/list/data-table.tsx';
import { ProblemAlert } from '#web/ui/page/problem-alert.tsx';
import { toCountedWords } from '#web/ui/show/count-words.ts';
import { removedMappedToConfirm, toChangeWords } from './review-words.ts';
import styles from './upload-panel.module.css';

export interface UploadReviewProps {
  fileName: string;
  review: JobTypePreview;
  onApply: (confirmRemovedMapped?: number) => Promise<void>;
  onDiscard: () => void;
  refusalAction: (problem: CallProblem) => ReactNode;
}

const faultColumns: readonly Column<CsvFault & { key: string }>[] = [
  { key: 'line', header: 'Line', cell: (row) => row.line.toLocaleString() },
  { key: 'column', header: 'Column', cell: (row) => row.column },
  {
    key: 'value',
    header: 'Value',
    cell: (row) => (row.value === '' ? '–' : <Code>{row.value}</Code>),
  },
  { key: 'reason', header: 'Reason', cell: (row) => row.reason },
];

/** What a file would change, before anything does; with errors there is nothing to apply. */
export function UploadReview(props: UploadReviewProps) {
  const { fileName, review, onDiscard } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <Paper withBorder p="md">
      <Stack gap="md">
        <Title order={3} ref={heading} tabIndex={-1} style={{ outline: 'none' }}>
          Review of {fileName}
        </Title>
        <Counts review={review} />
        {review.faultCount > 0 ? (
          <Faults review={review} onDiscard={onDiscard} />
        ) : (
          <Apply {...props} />
        )}
      </Stack>
    </Paper>
  );
}

function Counts({ review }: { review: JobTypePreview }) {
  const counts: [string, number][] = [
    ['New', review.newCount],
    ['Renamed', review.renamedCount],
    ['Remapped', review.remappedCount],
    ['Removed', review.removedCount],
    ['Unchanged', review.unchangedCount],
    ['Errors', review.faultCount],
  ];
  return (
    <dl className={styles['counts']}>
      {counts.map(([label, count]) => (
        <div key={label} data-bad={(label === 'Errors' && count > 0) || undefined}>
          <dt>{label}</dt>
          <dd>{count.toLocaleString()}</dd>
        </div>
      ))}
    </dl>
  );
}

function Faults({ review, onDiscard }: Pick<UploadReviewProps, 'review' | 'onDiscard'>) {
  const { faults, faultCount } = review;
  const [limit, setLimit] = useState(25);
  const rows = faults.map((fault, index) => ({ ...fault, key: String(index) }));
  return (
    <>
      <Text>
        Nothing can be applied while there are errors. Mend the file, then choose it again.
        {faultCount > faults.length &&
          ` The first ${faults.length.toLocaleString()} of ${toCountedWords(faultCount, 'error')}:`}
      </Text>
      <DataTable
        caption="Errors in the file"
        columns={faultColumns}
        rows={rows.slice(0, limit)}
        rowKey={(row) => row.key}
      />
      <Group gap="sm">
        {rows.length > limit && (
          <Button variant="default" onClick={() => setLimit(rows.length)}>
            Show all {rows.length.toLocaleString()}
          </Button>
        )}
        <Button variant="default" onClick={onDiscard}>
          Choose another file
        </Button>
      </Group>
    </>
  );
}

function Apply({ review, onApply, onDiscard, refusalAction }: UploadReviewProps) {
  const [confirming, setConfirming] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<CallProblem>();
  const words = toChangeWords(review);
  const toConfirm = removedMappedToConfirm(review);
  const apply = async (): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      await onApply();
    } catch (err) {
      setProblem(toCallProblem(err));
      setBusy(false);
    }
  };
  return (
    <>
      <Text>
        {words === ''
          ? 'The list is the same already: nothing would change.'
          : appliedWords(review)}
      </Text>
      {problem !== undefined && (
        <ProblemAlert problem={problem}>{refusalAction(problem)}</ProblemAlert>
      )}
      <Group gap="sm">
        {words !== '' && (
          <Button
            loading={busy}
            onClick={() => (toConfirm === undefined ? void apply() : setConfirming(true))}
          >
            Apply: {words}
          </Button>
        )}
        <Button variant="default" onClick={onDiscard}>
          {words === '' ? 'Close review' : 'Discard file'}
        </Button>
      </Group>
      <Confirm
        opened={confirming}
        onClose={() => setConfirming(false)}
        title="Remove mapped job types?"
        verb={`Apply: ${words}`}
        danger
        typedName={String(toConfirm ?? '')}
        onConfirm={() => onApply(toConfirm)}
      >
        The file leaves out {toConfirm?.toLocaleString()} of{' '}
        {review.mappedCountNow.toLocaleString()} mapped job types. They go, with their mappings;
        bookings that name them will arrive unmapped.
      </Confirm>
    </>
  );
}

function appliedWords({ removedMappedCount }: JobTypePreview): string {
  const lost =
    removedMappedCount === 0
      ? 'No mapping is lost.'
      : `${toCountedWords(removedMappedCount, 'mapping')} will go with the removed job types.`;
  return `Nothing has changed yet. The file becomes the whole list. ${lost}`;
}
