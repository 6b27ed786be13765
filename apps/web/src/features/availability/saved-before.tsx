import { weekdayNames } from '@leads/contract/capacity';
import { Alert, Stack, Text } from '@mantine/core';
import { toDayWords, toSpotWords, toWindowWords } from './clock-words.ts';
import type { BothChanged } from './rebase.ts';

/** A colleague saved first: what of theirs is here now, and what stands behind one's own. */
export function SavedBefore({ bothChanged }: { bothChanged: readonly BothChanged[] }) {
  return (
    <Alert color="yellow" variant="light" role="alert" title="Somebody saved before you">
      <Stack gap={4}>
        <Text>
          {bothChanged.length === 0
            ? 'Their changes are here now, and yours are kept on top of them. Look them over, then save.'
            : 'Their changes are here now. You both changed these days; yours are kept, theirs are:'}
        </Text>
        {bothChanged.map(({ day, theirs }) => {
          const name = 'date' in day ? toDayWords(day.date) : (weekdayNames[day.weekday] ?? '');
          return (
            <Text key={name} size="sm">
              {name}: {toTheirWords(theirs)}
            </Text>
          );
        })}
      </Stack>
    </Alert>
  );
}

function toTheirWords(theirs: BothChanged['theirs']): string {
  if (theirs === undefined) return 'as every week';
  if (theirs.length === 0) return 'closed';
  return theirs.map((one) => `${toWindowWords(one)}, ${toSpotWords(one.spots)}`).join('; ');
}
