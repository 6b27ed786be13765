import { ActionIcon, Button, NumberInput, Text, TextInput } from '@mantine/core';
import { spotsMax, windowsPerDayMax } from '@leads/contract/capacity';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useId, useRef } from 'react';
import styles from './availability.module.css';
import { addWindow, type DraftWindow } from './capacity-draft.ts';
import { toSpotWords, toWindowWords } from './clock-words.ts';

export interface DayWindowsProps {
  /** The day in words, for labels: "Monday". */
  day: string;
  windows: readonly DraftWindow[];
  /** Where the windows are in what is saved, such as `/week/0/windows`. */
  at: string;
  faults: ReadonlyMap<string, string>;
  readOnly: boolean;
  onChange: (windows: readonly DraftWindow[]) => void;
}

/** The windows of one day, each with its times and spots. */
export function DayWindows({ day, windows, at, faults, readOnly, onChange }: DayWindowsProps) {
  const root = useRef<HTMLDivElement>(null);
  const faultId = useId();
  if (readOnly) return <ReadOnlyWindows windows={windows} />;
  const focus = (part: string, index: number): void => {
    requestAnimationFrame(() => {
      const parts = root.current?.querySelectorAll<HTMLElement>(`[data-part="${part}"]`);
      parts?.[Math.max(0, index)]?.focus();
    });
  };
  const add = (): void => {
    onChange(addWindow(windows));
    focus('from', windows.length);
  };
  const remove = (index: number): void => {
    onChange(windows.filter((_, other) => other !== index));
    if (windows.length === 1) focus('add', 0);
    else focus('remove', Math.min(index, windows.length - 2));
  };
  return (
    <div
      ref={root}
      className={styles['windows']}
      data-closed={windows.length === 0 ? true : undefined}
    >
      {windows.length === 0 && <Closed />}
      {windows.map((one, index) => (
        <WindowInputs
          key={one.key}
          label={`${day}, window ${index + 1}`}
          window={one}
          faults={faultsOf(faults, `${at}/${index}`)}
          onChange={(changed) => onChange(windows.with(index, changed))}
          onRemove={() => remove(index)}
        />
      ))}
      {faults.get(at) !== undefined && (
        <Text c="red" size="sm" id={faultId}>
          {faults.get(at)}
        </Text>
      )}
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={16} />}
        data-part="add"
        aria-label={`Add window on ${day}`}
        aria-describedby={faults.has(at) ? faultId : undefined}
        disabled={windows.length >= windowsPerDayMax}
        onClick={add}
        className={styles['add'] ?? ''}
      >
        Add window
      </Button>
    </div>
  );
}

type WindowFaults = Partial<Record<'from' | 'to' | 'spots', string>>;

function faultsOf(faults: ReadonlyMap<string, string>, at: string): WindowFaults {
  const parts = (['from', 'to', 'spots'] as const).flatMap((part) => {
    const message = faults.get(`${at}/${part}`);
    return message === undefined ? [] : [[part, message] as const];
  });
  return Object.fromEntries(parts);
}

interface WindowInputsProps {
  label: string;
  window: DraftWindow;
  faults: WindowFaults;
  onChange: (window: DraftWindow) => void;
  onRemove: () => void;
}

/** Faults stand below all inputs of the window, each tied to its own. */
const partClasses = { root: styles['part'] ?? '', error: styles['fault'] ?? '' };
const timeClasses = { ...partClasses, wrapper: styles['time'] ?? '' };
const spotsClasses = { ...partClasses, wrapper: styles['spots'] ?? '' };

function WindowInputs({ label, window, faults, onChange, onRemove }: WindowInputsProps) {
  return (
    <fieldset className={styles['window']} aria-label={label}>
      <TextInput
        type="time"
        aria-label={`${label}: from`}
        data-part="from"
        classNames={timeClasses}
        value={window.from}
        error={faults.from}
        onChange={(event) => onChange({ ...window, from: event.currentTarget.value })}
      />
      <Text component="span" c="dimmed">
        to
      </Text>
      <TextInput
        type="time"
        aria-label={`${label}: to`}
        classNames={timeClasses}
        value={window.to}
        error={faults.to}
        onChange={(event) => onChange({ ...window, to: event.currentTarget.value })}
      />
      <NumberInput
        aria-label={`${label}: spots`}
        classNames={spotsClasses}
        value={window.spots}
        min={1}
        max={spotsMax}
        allowDecimal={false}
        allowNegative={false}
        clampBehavior="none"
        hideControls
        rightSection={
          <span className={styles['unit']}>{Number(window.spots) === 1 ? 'spot' : 'spots'}</span>
        }
        rightSectionWidth={48}
        rightSectionPointerEvents="none"
        error={faults.spots}
        onChange={(spots) => onChange({ ...window, spots })}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        size={36}
        aria-label={`Remove ${label}`}
        data-part="remove"
        onClick={onRemove}
      >
        <IconTrash size={18} />
      </ActionIcon>
    </fieldset>
  );
}

function Closed() {
  return (
    <Text c="dimmed" className={styles['closed'] ?? ''}>
      Closed
    </Text>
  );
}

function ReadOnlyWindows({ windows }: { windows: readonly DraftWindow[] }) {
  if (windows.length === 0) return <Closed />;
  return (
    <ul className={styles['plain']}>
      {windows.map((one) => (
        <li key={one.key}>
          {toWindowWords(one)} · {toSpotWords(one.spots)}
        </li>
      ))}
    </ul>
  );
}
