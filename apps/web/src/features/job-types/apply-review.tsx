import { Button, Group, Text } from '@mantine/core';
import { useId, useState } from 'react';
import { toCallProblem, type CallProblem } from '#web/api/call-problem.ts';
import { Confirm } from '#web/ui/form/confirm.tsx';
import { ProblemAlert } from '#web/ui/page/problem-alert.tsx';
import { removedMappedToConfirm, toChangeWords } from './review-words.ts';
import type { UploadReviewProps } from './upload-review.tsx';

/** The review does not hold any more, but the file is still here to be reviewed again. */
const outdated: readonly CallProblem['code'][] = [
  'preview_expired',
  'changed_meanwhile',
  'not_found',
];

/** Says what Apply will do, asks for the count where much would go, and applies. */
export function ApplyReview(props: UploadReviewProps) {
  const { review, onApply, onReviewAgain, onDiscard } = props;
  const [confirming, setConfirming] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<CallProblem>();
  const wordsId = useId();
  const words = toChangeWords(review);
  const toConfirm = removedMappedToConfirm(review);
  const apply = async (confirmed?: number): Promise<void> => {
    setBusy(true);
    setProblem(undefined);
    try {
      await onApply(confirmed);
    } catch (err) {
      setProblem(toCallProblem(err));
      setBusy(false);
    }
  };
  if (words === '') {
    return (
      <>
        <Text>The list is the same already: there is nothing to apply.</Text>
        <Group>
          <Button onClick={onDiscard}>Close review</Button>
        </Group>
      </>
    );
  }
  const isOutdated = problem !== undefined && outdated.includes(problem.code);
  return (
    <>
      <Text id={wordsId}>
        Nothing has changed yet. The file becomes the whole list: Apply {words}.
      </Text>
      {problem !== undefined && (
        <ProblemAlert problem={problem}>
          {isOutdated && (
            <Button size="xs" variant="default" mt="xs" onClick={onReviewAgain}>
              Review the same file again
            </Button>
          )}
        </ProblemAlert>
      )}
      <Group gap="sm">
        <Button
          loading={busy}
          disabled={isOutdated}
          aria-describedby={wordsId}
          onClick={() => (toConfirm === undefined ? void apply() : setConfirming(true))}
        >
          Apply
        </Button>
        <Button variant="default" onClick={onDiscard}>
          Discard file
        </Button>
      </Group>
      <Confirm
        opened={confirming}
        onClose={() => setConfirming(false)}
        title="Remove mapped job types?"
        verb="Apply and remove"
        danger
        typedName={String(toConfirm ?? '')}
        onConfirm={() => apply(toConfirm)}
      >
        The file leaves out {toConfirm?.toLocaleString()} of{' '}
        {review.mappedCountNow.toLocaleString()} mapped job types. They go, with their mappings;
        bookings that name them will arrive unmapped.
      </Confirm>
    </>
  );
}
