import { Group, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { ButtonLink } from '../page/link.tsx';
import { toTotalWords } from '../show/count-words.ts';

export interface PagerProps {
  shown: number;
  total: number | undefined;
  /** The cursor of this page; absent on the first. */
  cursor: string | undefined;
  nextCursor: string | null;
}

/** Pages by cursor, each with its own address; the browser's Back is the way to the page before. */
export function Pager({ shown, total, cursor, nextCursor }: PagerProps) {
  if (cursor === undefined && nextCursor === null) return null;
  return (
    <Group component="nav" justify="space-between" mt="sm" aria-label="Pages">
      <Text c="dimmed">
        {shown.toLocaleString()} of {toTotalWords(total)}
      </Text>
      <Group gap="xs">
        {cursor !== undefined && (
          <ButtonLink
            to="."
            search={withCursor(undefined)}
            variant="default"
            leftSection={<IconChevronLeft size={18} />}
          >
            First page
          </ButtonLink>
        )}
        {nextCursor !== null && (
          <ButtonLink
            to="."
            search={withCursor(nextCursor)}
            variant="default"
            rightSection={<IconChevronRight size={18} />}
          >
            Next page
          </ButtonLink>
        )}
      </Group>
    </Group>
  );
}

function withCursor(cursor: string | undefined): never {
  return ((before: Record<string, unknown>) => ({ ...before, cursor })) as never;
}
