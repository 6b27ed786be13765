import { weekdayNames } from '@leads/contract/capacity';
import { ActionIcon, Button, Menu, Text, TextInput, Title } from '@mantine/core';
import { IconCopy, IconPlus, IconTrash } from '@tabler/icons-react';
import { inPage } from '#web/ui/page/in-page.ts';
import styles from './availability.module.css';
import {
  addChangedDay,
  copyDay,
  setWindows,
  type CapacityDraft,
  type DraftDay,
} from './capacity-draft.ts';
import { toDayWords } from './clock-words.ts';
import { DayWindows } from './day-windows.tsx';

export interface WeekEditorProps {
  draft: CapacityDraft;
  faults: ReadonlyMap<string, string>;
  /** The tenant's day: none before it can differ. */
  today: string;
  readOnly: boolean;
  onChange: (draft: CapacityDraft) => void;
}

/** Every weekday with its windows, then the days that differ from their weekday. */
export function WeekEditor(props: WeekEditorProps) {
  const { draft, faults, readOnly, onChange } = props;
  return (
    <>
      <Title order={2} size="h4">
        Every week
      </Title>
      <ol className={styles['days']}>
        {draft.week.map((windows, weekday) => {
          const day = weekdayNames[weekday] ?? '';
          return (
            <li key={day} className={styles['day']} aria-label={day}>
              <div className={styles['dayName']}>
                {day}
                {!readOnly && windows.length > 0 && (
                  <CopyMenu
                    day={day}
                    weekday={weekday}
                    onCopy={(to) => onChange(copyDay(draft, { from: weekday, to }))}
                  />
                )}
              </div>
              <DayWindows
                day={day}
                windows={windows}
                at={`/week/${weekday}/windows`}
                faults={faults}
                readOnly={readOnly}
                onChange={(next) => onChange(setWindows(draft, { weekday }, next))}
              />
            </li>
          );
        })}
      </ol>
      <ChangedDays {...props} />
    </>
  );
}

const allDays = [0, 1, 2, 3, 4, 5, 6];

function CopyMenu({
  day,
  weekday,
  onCopy,
}: {
  day: string;
  weekday: number;
  onCopy: (to: readonly number[]) => void;
}) {
  const others = allDays.filter((one) => one !== weekday);
  return (
    <Menu portalProps={inPage} position="bottom-start" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={28}
          aria-label={`Copy ${day} to other days`}
        >
          <IconCopy size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Copy {day} to</Menu.Label>
        <Menu.Item onClick={() => onCopy(others.filter((one) => one < 5))}>
          {weekday < 5 ? 'the other weekdays' : 'all weekdays'}
        </Menu.Item>
        <Menu.Item onClick={() => onCopy(others)}>every other day</Menu.Item>
        <Menu.Divider />
        {others.map((one) => (
          <Menu.Item key={one} onClick={() => onCopy([one])}>
            {weekdayNames[one]}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function ChangedDays({ draft, faults, today, readOnly, onChange }: WeekEditorProps) {
  const { changedDays } = draft;
  const setDay = (key: string, change: Partial<DraftDay>): void =>
    onChange({
      ...draft,
      changedDays: changedDays.map((one) => (one.key === key ? { ...one, ...change } : one)),
    });
  if (readOnly && changedDays.length === 0) return null;
  return (
    <section aria-labelledby="changed-days" className={styles['changed']}>
      <Title order={2} id="changed-days" size="h4">
        Days that differ
      </Title>
      {!readOnly && (
        <Text c="dimmed">Holidays and other days that are closed or have other windows.</Text>
      )}
      <ol className={styles['days']}>
        {changedDays.map(({ key, date, windows }, index) => (
          <li
            key={key}
            className={styles['day']}
            aria-label={date === '' ? 'New day' : toDayWords(date)}
          >
            <div className={styles['dayName']}>
              {readOnly ? (
                toDayWords(date)
              ) : (
                <>
                  <TextInput
                    type="date"
                    aria-label={`Day ${index + 1} that differs`}
                    min={today}
                    value={date}
                    error={faults.get(`/changedDays/${index}/date`)}
                    onChange={(event) => setDay(key, { date: event.currentTarget.value })}
                  />
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size={28}
                    aria-label={`Remove day ${index + 1} that differs`}
                    onClick={() =>
                      onChange({
                        ...draft,
                        changedDays: changedDays.filter((one) => one.key !== key),
                      })
                    }
                  >
                    <IconTrash size={16} />
                  </ActionIcon>
                </>
              )}
            </div>
            <DayWindows
              day={date === '' ? `day ${index + 1} that differs` : toDayWords(date)}
              windows={windows}
              at={`/changedDays/${index}/windows`}
              faults={faults}
              readOnly={readOnly}
              onChange={(next) => setDay(key, { windows: next })}
            />
          </li>
        ))}
      </ol>
      {!readOnly && (
        <Button
          variant="default"
          leftSection={<IconPlus size={18} />}
          onClick={() => onChange(addChangedDay(draft, today))}
        >
          Add a day
        </Button>
      )}
    </section>
  );
}
