import { Button, Group, Select, Text, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import { StatePill } from '../show/state-pill.tsx';
import styles from './proposal-list.module.css';
import {
  bestOf,
  groupOf,
  markWords,
  type AcceptedProposal,
  type ProposedOption,
  type ProposalRow,
} from './proposals.ts';

interface ProposalItemProps {
  row: ProposalRow;
  /** The word before the choice, such as "Standard job type". */
  optionLabel: string;
  onAccept: (accepted: AcceptedProposal) => void;
  onReject: () => void;
}

/** One proposal: what it is called, what it would be and why, and the decision. */
export function ProposalItem({ row, optionLabel, onAccept, onReject }: ProposalItemProps) {
  const [chosenId, setChosenId] = useState(bestOf(row).id);
  const chosen = row.options.find(({ id }) => id === chosenId) ?? bestOf(row);
  const accept = (): void => onAccept({ rowId: row.id, optionId: chosen.id });
  return (
    <li className={styles['item']}>
      <div className={styles['partner']}>
        <Text>
          <Marked text={row.name} words={chosen.matched} />
        </Text>
        <Text c="dimmed" size="xs">
          <Marked text={row.note} words={chosen.matched} />
        </Text>
      </div>
      <div>
        <Target label={optionLabel} row={row} chosen={chosen} onChoose={setChosenId} />
        <Reason option={chosen} />
      </div>
      <Group gap="xs" wrap="nowrap">
        <Button
          size="xs"
          variant="light"
          onClick={accept}
          data-proposal
          aria-describedby="proposal-keys"
        >
          Accept<VisuallyHidden> {row.name}</VisuallyHidden>
        </Button>
        <Button size="xs" variant="subtle" color="gray" onClick={onReject}>
          Reject<VisuallyHidden> {row.name}</VisuallyHidden>
        </Button>
      </Group>
    </li>
  );
}

function Marked({ text, words }: { text: string; words: readonly string[] }) {
  return markWords(text, words).map((part, at) =>
    part.matched ? (
      <mark key={at} className={styles['mark']}>
        {part.text}
      </mark>
    ) : (
      part.text
    ),
  );
}

interface TargetProps {
  label: string;
  row: ProposalRow;
  chosen: ProposedOption;
  onChoose: (optionId: string) => void;
}

function Target({ label, row, chosen, onChoose }: TargetProps) {
  if (row.options.length === 1) return <Text>{chosen.name}</Text>;
  return (
    <Select
      size="xs"
      aria-label={`${label} for ${row.name}`}
      data={row.options.map((option) => ({
        value: option.id,
        label: `${option.name} · ${toPercent(option.confidence)}`,
      }))}
      value={chosen.id}
      onChange={(next) => next !== null && onChoose(next)}
      allowDeselect={false}
      comboboxProps={{ withinPortal: false, transitionProps: { duration: 0 } }}
    />
  );
}

const toPercent = (confidence: number): string => `${Math.round(confidence * 100)} %`;

function Reason({ option }: { option: ProposedOption }) {
  const { word, tone } = groupOf(option.confidence);
  return (
    <>
      <Group gap="xs" mt={2}>
        <StatePill tone={tone}>
          {word}, {toPercent(option.confidence)}
        </StatePill>
        <Text c="dimmed" size="xs">
          {option.note}
        </Text>
      </Group>
      {option.reason !== undefined && option.reason !== '' && (
        <Text c="dimmed" size="xs">
          {option.reason}
        </Text>
      )}
    </>
  );
}
