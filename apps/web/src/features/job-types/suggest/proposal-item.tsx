import { Button, Group, Select, Text, VisuallyHidden } from '@mantine/core';
import { useState } from 'react';
import { toCountedWords } from '#web/ui/show/count-words.ts';
import { StatePill } from '#web/ui/show/state-pill.tsx';
import styles from './proposal-list.module.css';
import {
  bestOf,
  groupOf,
  markWords,
  type AcceptedMapping,
  type NamedOption,
  type ProposalRow,
} from './proposals.ts';

interface ProposalItemProps {
  row: ProposalRow;
  onAccept: (accepted: AcceptedMapping) => void;
  onReject: () => void;
}

/** One proposal: what the partner calls it, what we would call it and why, and the decision. */
export function ProposalItem({ row, onAccept, onReject }: ProposalItemProps) {
  const { partnerJobType } = row;
  const [chosenId, setChosenId] = useState(bestOf(row).standardJobTypeId);
  const chosen =
    row.options.find(({ standardJobTypeId }) => standardJobTypeId === chosenId) ?? bestOf(row);
  const accept = (): void =>
    onAccept({
      partnerJobTypeId: partnerJobType.id,
      standardJobTypeId: chosen.standardJobTypeId,
    });
  return (
    <li className={styles['item']}>
      <div className={styles['partner']}>
        <Text>
          <Marked text={partnerJobType.name} words={chosen.matched} />
        </Text>
        <Text c="dimmed" size="xs">
          {partnerJobType.category === '' ? (
            partnerJobType.partnerId
          ) : (
            <Marked text={partnerJobType.category} words={chosen.matched} />
          )}
        </Text>
      </div>
      <div>
        <Target row={row} chosen={chosen} onChoose={setChosenId} />
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
          Accept<VisuallyHidden> {partnerJobType.name}</VisuallyHidden>
        </Button>
        <Button size="xs" variant="subtle" color="gray" onClick={onReject}>
          Reject<VisuallyHidden> {partnerJobType.name}</VisuallyHidden>
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
  row: ProposalRow;
  chosen: NamedOption;
  onChoose: (standardJobTypeId: string) => void;
}

function Target({ row, chosen, onChoose }: TargetProps) {
  if (row.options.length === 1) return <Text>{chosen.name}</Text>;
  return (
    <Select
      size="xs"
      aria-label={`Standard job type for ${row.partnerJobType.name}`}
      data={row.options.map((option) => ({
        value: option.standardJobTypeId,
        label: `${option.name} · ${toPercent(option.confidence)}`,
      }))}
      value={chosen.standardJobTypeId}
      onChange={(next) => next !== null && onChoose(next)}
      allowDeselect={false}
      comboboxProps={{ withinPortal: false, transitionProps: { duration: 0 } }}
    />
  );
}

const toPercent = (confidence: number): string => `${Math.round(confidence * 100)} %`;

function Reason({ option }: { option: NamedOption }) {
  const { word, tone } = groupOf(option.confidence);
  return (
    <>
      <Group gap="xs" mt={2}>
        <StatePill tone={tone}>
          {word}, {toPercent(option.confidence)}
        </StatePill>
        <Text c="dimmed" size="xs">
          {option.trade}
        </Text>
      </Group>
      {option.otherPartners > 0 && (
        <Text c="dimmed" size="xs">
          mapped so for {toCountedWords(option.otherPartners, 'other partner')}
        </Text>
      )}
    </>
  );
}
