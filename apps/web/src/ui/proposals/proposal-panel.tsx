import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { useSessionStorage } from '@mantine/hooks';
import { useMemo, useState, type ReactNode } from 'react';
import { EmptyState } from '../page/empty-state.tsx';
import { toCountedWords } from '../show/count-words.ts';
import { ProposalList } from './proposal-list.tsx';
import { bestOf, rowsFrom, type AcceptedProposal, type ProposalRow } from './proposals.ts';

export interface ProposalPanelProps {
  /** Under this name the rejected ones are remembered while the tab is open. */
  storageKey: string;
  /** Those that are still to be decided, the surest first, also the rejected ones. */
  rows: readonly ProposalRow[];
  /** What a row is translated to, such as "Standard job type". */
  optionLabel: string;
  /** How many have no mapping, with a proposal or without. */
  unmappedCount: number;
  /** Proposals that come only after the next save. */
  moreCount?: number;
  /** Why there is nothing, and what to do instead. */
  emptyWords: string;
  /** Adds what was accepted to the draft. Nothing is saved. */
  onAccept: (accepted: AcceptedProposal[]) => void;
  onClose: () => void;
}

/** Proposals to accept or reject, one by one or all that are sure enough. */
export function ProposalPanel(props: ProposalPanelProps) {
  const { storageKey, optionLabel, onAccept } = props;
  const [rejectedIds, setRejectedIds] = useSessionStorage<string[]>({
    key: storageKey,
    defaultValue: [],
    getInitialValueInEffect: false,
  });
  const [accepted, setAccepted] = useState(0);
  const rows = useMemo(() => {
    const rejected = new Set(rejectedIds);
    return props.rows.filter(({ id }) => !rejected.has(id));
  }, [props.rows, rejectedIds]);
  const accept = (chosen: AcceptedProposal[]): void => {
    onAccept(chosen);
    setAccepted((before) => before + chosen.length);
  };
  const restore = rejectedIds.length > 0 && (
    <Button variant="subtle" size="xs" onClick={() => setRejectedIds([])}>
      Bring back the {rejectedIds.length.toLocaleString()} rejected
    </Button>
  );
  return (
    <Stack gap="md">
      <Text component="output" c="dimmed">
        {toProgressWords({ ...props, left: rows.length, accepted })}
      </Text>
      {rows.length === 0 ? (
        <EmptyState
          title={accepted > 0 ? 'All decided' : 'Nothing to suggest'}
          action={
            <Group gap="sm">
              {restore}
              <Button onClick={props.onClose}>Back to the mapping</Button>
            </Group>
          }
        >
          {accepted > 0
            ? 'What you accepted is in the mapping. It takes effect with Save.'
            : props.emptyWords}
        </EmptyState>
      ) : (
        <>
          <AcceptAbove rows={rows} onAccept={accept} aside={restore} />
          <ProposalList
            rows={rows}
            optionLabel={optionLabel}
            onAccept={(one) => accept([one])}
            onReject={(id) => setRejectedIds((before) => [...before, id])}
          />
        </>
      )}
    </Stack>
  );
}

interface Progress extends Pick<ProposalPanelProps, 'unmappedCount' | 'moreCount'> {
  left: number;
  accepted: number;
}

function toProgressWords({ left, accepted, unmappedCount, moreCount = 0 }: Progress): string {
  const words = [
    `${toCountedWords(left, 'proposal')} for ${toCountedWords(unmappedCount, 'job type')} not mapped.`,
  ];
  if (accepted > 0) words.push(`${accepted.toLocaleString()} accepted, to be saved.`);
  if (moreCount > 0) words.push(`${moreCount.toLocaleString()} more follow after Save.`);
  return words.join(' ');
}

const levels = [0.9, 0.8, 0.7] as const;

interface AcceptAboveProps {
  rows: readonly ProposalRow[];
  onAccept: (accepted: AcceptedProposal[]) => void;
  aside: ReactNode;
}

/** Everything that is sure enough, at once. */
function AcceptAbove({ rows, onAccept, aside }: AcceptAboveProps) {
  const [level, setLevel] = useState('0.9');
  const reached = rowsFrom(rows, Number(level));
  const acceptAll = (): void =>
    onAccept(reached.map((row) => ({ rowId: row.id, optionId: bestOf(row).id })));
  return (
    <Group gap="sm">
      <Select
        aria-label="Accept from which confidence"
        data={levels.map((one) => ({
          value: String(one),
          label: `${Math.round(one * 100)} % and above`,
        }))}
        value={level}
        onChange={(next) => setLevel(next ?? level)}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false, transitionProps: { duration: 0 } }}
        w="11rem"
      />
      <Button disabled={reached.length === 0} onClick={acceptAll}>
        {reached.length === 0 ? 'Accept all' : `Accept all ${reached.length.toLocaleString()}`}
      </Button>
      {aside}
    </Group>
  );
}
