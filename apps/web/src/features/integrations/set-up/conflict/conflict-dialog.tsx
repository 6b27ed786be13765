import { Badge, Button, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';
import { toCountedWords } from '#web/ui/show/count-words.ts';
import { presetSides, type Side, type VersionDifference } from './compare-versions.ts';
import styles from './conflict-dialog.module.css';

export interface ConflictDialogProps {
  title: string;
  /** Who saved the newer version, and when. */
  by: { name: string; at: string | null } | undefined;
  /** Undefined keeps the dialog closed. */
  differences: readonly VersionDifference[] | undefined;
  onClose: () => void;
  /** Drops everything that was typed. */
  onTakeTheirs: () => void;
  /** The keys whose typed value is kept; for all others theirs is taken. */
  onSaveAgain: (kept: ReadonlySet<string>) => void;
}

/** Both versions of a section, part by part, each to be taken or kept. */
export function ConflictDialog(props: ConflictDialogProps) {
  const { differences } = props;
  return (
    <Modal
      opened={differences !== undefined}
      onClose={props.onClose}
      title={props.title}
      size="56rem"
    >
      {differences !== undefined && <Body {...props} differences={differences} />}
    </Modal>
  );
}

/** More rows than anybody reads; the others follow the same rule, or the buttons for all. */
const shownMax = 100;

function Body({
  by,
  differences,
  onClose,
  onTakeTheirs,
  onSaveAgain,
}: ConflictDialogProps & { differences: readonly VersionDifference[] }) {
  const [sides, setSides] = useState(() => presetSides(differences));
  const [asked, setAsked] = useState(false);
  const open = differences.filter(({ key }) => !sides.has(key));
  // What has to be chosen stands first, in the order of the form.
  const ordered = [...differences].sort((a, b) => rank(a) - rank(b));
  const setAll = (side: Side): void => setSides(new Map(differences.map(({ key }) => [key, side])));
  const save = (): void => {
    setAsked(true);
    if (open.length > 0) return;
    onSaveAgain(new Set([...sides].filter(([, side]) => side === 'mine').map(([key]) => key)));
  };
  return (
    <Stack gap="md">
      <Text>
        <b>{by?.name || 'Somebody'}</b> saved this section <RelativeTime at={by?.at} />, after you
        opened it. {introductionOf(differences)}
      </Text>
      {differences.length > 1 && (
        <Group gap="xs">
          <Button size="xs" variant="default" onClick={() => setAll('theirs')}>
            Choose theirs everywhere
          </Button>
          <Button size="xs" variant="default" onClick={() => setAll('mine')}>
            Choose mine everywhere
          </Button>
        </Group>
      )}
      {ordered.slice(0, shownMax).map((difference) => (
        <Difference
          key={difference.key}
          difference={difference}
          theirName={by?.name || 'Theirs'}
          side={sides.get(difference.key)}
          onChange={(side) => setSides(new Map(sides).set(difference.key, side))}
          missing={asked && !sides.has(difference.key)}
        />
      ))}
      {differences.length > shownMax && (
        <Text c="dimmed">
          {toCountedWords(differences.length - shownMax, 'more difference')}. Each keeps the change
          of the one who made it.
        </Text>
      )}
      <Group justify="flex-end" gap="sm" className={styles['bar'] ?? ''}>
        {open.length > 0 && (
          <Text component="output" c={asked ? 'red' : 'dimmed'} mr="auto">
            {toCountedWords(open.length, 'part')} left to choose
          </Text>
        )}
        <Button variant="default" onClick={onClose}>
          Keep editing
        </Button>
        <Button variant="default" onClick={onTakeTheirs}>
          Discard mine
        </Button>
        {differences.length > 0 && <Button onClick={save}>Save again</Button>}
      </Group>
    </Stack>
  );
}

const rank = ({ changedBy }: VersionDifference): number => (changedBy === 'both' ? 0 : 1);

function introductionOf(differences: readonly VersionDifference[]): string {
  if (differences.length === 0) return 'Both versions hold the same: nothing is left to save.';
  if (differences.some(({ changedBy }) => changedBy === 'both')) {
    return 'Choose where both of you changed the same. Elsewhere the change of the one who made it is chosen already.';
  }
  return 'You changed different parts: both are kept when you save again.';
}

const markWords = {
  them: 'Changed by them',
  me: 'Changed by you',
  both: 'Changed by both',
} as const;

interface DifferenceProps {
  difference: VersionDifference;
  theirName: string;
  side: Side | undefined;
  onChange: (side: Side) => void;
  missing: boolean;
}

function Difference({ difference, theirName, side, onChange, missing }: DifferenceProps) {
  const { label, theirs, mine, changedBy } = difference;
  return (
    <Radio.Group
      label={
        <Group component="span" gap="xs" display="inline-flex">
          {label}
          <Badge
            component="span"
            size="sm"
            tt="none"
            variant="light"
            color={changedBy === 'both' ? 'yellow' : 'gray'}
          >
            {markWords[changedBy]}
          </Badge>
        </Group>
      }
      value={side ?? null}
      onChange={(next) => onChange(next as Side)}
      error={missing && 'Choose one'}
    >
      <div className={styles['pair']}>
        <Version value="theirs" name={`Theirs (${theirName})`} text={theirs} />
        <Version value="mine" name="Yours" text={mine} />
      </div>
    </Radio.Group>
  );
}

function Version({ value, name, text }: { value: Side; name: string; text: string | null }) {
  return (
    <Radio.Card value={value} className={styles['card'] ?? ''}>
      <Radio.Indicator mt={2} />
      <span className={styles['version']}>
        <Text component="span" display="block" size="xs" c="dimmed">
          {name}
        </Text>
        <Text
          component="span"
          display="block"
          className={styles['text'] ?? ''}
          {...(text === null || text === '' ? { c: 'dimmed' } : {})}
        >
          {text === null ? 'Not in this version' : text === '' ? 'Empty' : text}
        </Text>
      </span>
    </Radio.Card>
  );
}
