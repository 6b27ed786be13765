import { Button, Stack, Text, Title } from '@mantine/core';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { toCountedWords } from '../show/count-words.ts';
import styles from './proposal-list.module.css';
import { ProposalItem } from './proposal-item.tsx';
import {
  bestOf,
  confidenceGroups,
  groupOf,
  type AcceptedProposal,
  type ProposalRow,
} from './proposals.ts';

interface ProposalListProps {
  rows: readonly ProposalRow[];
  /** What a row is translated to, such as "Standard job type". */
  optionLabel: string;
  onAccept: (accepted: AcceptedProposal) => void;
  onReject: (rowId: string) => void;
}

const stepRows = 100;

/** Proposals by confidence. The focus stands on a row's Accept: arrows take it to another row, Delete rejects. */
export function ProposalList({ rows, optionLabel, onAccept, onReject }: ProposalListProps) {
  const [limit, setLimit] = useState(stepRows);
  const list = useRef<HTMLDivElement>(null);
  const moveTo = useRef<number | undefined>(undefined);
  const shown = rows.slice(0, limit);

  const items = (): HTMLElement[] => [
    ...(list.current?.querySelectorAll<HTMLElement>('[data-proposal]') ?? []),
  ];
  const focusAt = (at: number): void => {
    const all = items();
    all[Math.max(0, Math.min(at, all.length - 1))]?.focus();
  };
  useEffect(() => {
    if (moveTo.current === undefined) return;
    focusAt(moveTo.current);
    moveTo.current = undefined;
  });
  const decide = (at: number, act: () => void): void => {
    moveTo.current = at;
    act();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const at = items().indexOf(event.target as HTMLElement);
    const row = shown[at];
    // A row's other controls keep their own keys.
    if (row === undefined) return;
    const acts: Record<string, () => void> = {
      ArrowDown: () => focusAt(at + 1),
      ArrowUp: () => focusAt(at - 1),
      Home: () => focusAt(0),
      End: () => focusAt(shown.length - 1),
      Delete: () => decide(at, () => onReject(row.id)),
    };
    const act = acts[event.key];
    if (act === undefined) return;
    event.preventDefault();
    act();
  };

  return (
    <Stack gap="md" ref={list} onKeyDown={onKeyDown}>
      <Text c="dimmed" size="xs" id="proposal-keys">
        ↑ and ↓ go from row to row, Enter accepts, Delete rejects.
      </Text>
      {confidenceGroups.map((group) => {
        const held = shown.flatMap((row, at) =>
          groupOf(bestOf(row).confidence) === group ? [{ row, at }] : [],
        );
        if (held.length === 0) return null;
        return (
          <section key={group.word} aria-label={`${group.word}, ${group.range}`}>
            <Title order={3} mb="xs">
              {group.word}{' '}
              <Text component="span" c="dimmed" fw={400}>
                {group.range}
              </Text>
            </Title>
            <ul className={styles['list']}>
              {held.map(({ row, at }) => (
                <ProposalItem
                  key={row.id}
                  row={row}
                  optionLabel={optionLabel}
                  onAccept={(accepted) => decide(at, () => onAccept(accepted))}
                  onReject={() => decide(at, () => onReject(row.id))}
                />
              ))}
            </ul>
          </section>
        );
      })}
      {rows.length > limit && (
        <Button variant="default" size="xs" onClick={() => setLimit(limit + stepRows)}>
          Show more of {toCountedWords(rows.length, 'proposal')}
        </Button>
      )}
    </Stack>
  );
}
