import { Capacity, weekdays } from '@leads/contract/capacity';

/** A window while it is edited: half-typed values are kept as they are. */
export interface DraftWindow {
  key: string;
  /** As a time field has it; empty while it is not typed. The end `00:00` is midnight. */
  from: string;
  to: string;
  spots: number | string;
}

export interface DraftDay {
  key: string;
  date: string;
  windows: readonly DraftWindow[];
}

export interface CapacityDraft {
  /** Monday to Sunday. */
  week: readonly (readonly DraftWindow[])[];
  changedDays: readonly DraftDay[];
}

/** A day of the draft: an index of the week, or the key of a changed day. */
export type DayRef = { weekday: number } | { key: string };

let lastKey = 0;
const newKey = (): string => `w${String((lastKey += 1))}`;

export function toDraft({ week, changedDays }: Capacity): CapacityDraft {
  return {
    week: weekdays.map((weekday) =>
      toDraftWindows(week.find((one) => one.weekday === weekday)?.windows ?? []),
    ),
    changedDays: changedDays.map(({ date, windows }) => ({
      key: newKey(),
      date,
      windows: toDraftWindows(windows),
    })),
  };
}

function toDraftWindows(windows: Capacity['changedDays'][number]['windows']): DraftWindow[] {
  return windows.map(({ from, to, spots }) => ({
    key: newKey(),
    from,
    to: to === '24:00' ? '00:00' : to,
    spots,
  }));
}

/** What would be saved: every weekday in order, so that a fault's place in it is its place on the page. */
export function toCapacity({ week, changedDays }: CapacityDraft): Capacity {
  return {
    week: week.map((windows, index) => ({ weekday: index + 1, windows: toWindows(windows) })),
    changedDays: changedDays.map(({ date, windows }) => ({ date, windows: toWindows(windows) })),
  };
}

function toWindows(windows: readonly DraftWindow[]) {
  return windows.map(({ from, to, spots }) => ({
    from,
    to: to === '00:00' ? '24:00' : to,
    // What is not a number is refused in words by the contract.
    spots: spots as number,
  }));
}

/** Whether both would be saved as the same; the order of the days that differ says nothing. */
export function hasSameContent(one: CapacityDraft, other: CapacityDraft): boolean {
  const textOf = (draft: CapacityDraft) => {
    const { week, changedDays } = toCapacity(draft);
    return JSON.stringify({ week, days: changedDays.toSorted(byDate) });
  };
  return textOf(one) === textOf(other);
}

/** Days in their order, those without a date last. */
export function byDate({ date: one }: { date: string }, { date: other }: { date: string }): number {
  if (one === other) return 0;
  return other === '' || (one !== '' && one < other) ? -1 : 1;
}

export function hasSameWindows(
  windows: readonly DraftWindow[] | undefined,
  others: readonly DraftWindow[] | undefined,
): boolean {
  if (windows === undefined || others === undefined) return windows === others;
  return JSON.stringify(toWindows(windows)) === JSON.stringify(toWindows(others));
}

export interface Faults {
  /** What is wrong, by its place such as `/week/0/windows/1/from`. */
  all: ReadonlyMap<string, string>;
  /** The same without fields that are only not filled in yet, for while somebody types. */
  plain: ReadonlyMap<string, string>;
}

export function findFaults(draft: CapacityDraft): Faults {
  const capacity = toCapacity(draft);
  const all = new Map<string, string>();
  const plain = new Map<string, string>();
  for (const { path, message } of Capacity.safeParse(capacity).error?.issues ?? []) {
    const pointer = `/${path.map(String).join('/')}`;
    if (all.has(pointer)) continue;
    all.set(pointer, message);
    if (valueAt(capacity, path) !== '') plain.set(pointer, message);
  }
  return { all, plain };
}

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((part, key) => (part as Record<PropertyKey, unknown>)[key], value);

export function windowsOf(draft: CapacityDraft, day: DayRef): readonly DraftWindow[] {
  if ('weekday' in day) return draft.week[day.weekday] ?? [];
  return draft.changedDays.find(({ key }) => key === day.key)?.windows ?? [];
}

export function setWindows(
  draft: CapacityDraft,
  day: DayRef,
  windows: readonly DraftWindow[],
): CapacityDraft {
  if ('weekday' in day) return { ...draft, week: draft.week.with(day.weekday, windows) };
  return {
    ...draft,
    changedDays: draft.changedDays.map((one) => (one.key === day.key ? { ...one, windows } : one)),
  };
}

/** One more window after the last: four hours with as many spots, or the morning on a day without any. */
export function addWindow(windows: readonly DraftWindow[]): DraftWindow[] {
  const last = windows.at(-1);
  const key = newKey();
  if (last === undefined) return [{ key, from: '08:00', to: '12:00', spots: 1 }];
  const from = /^\d\d:\d\d$/.test(last.to) && last.to !== '00:00' ? last.to : '';
  const endHour = from === '' ? 24 : Number(from.slice(0, 2)) + 4;
  const to = endHour >= 24 ? '00:00' : `${String(endHour).padStart(2, '0')}${from.slice(2)}`;
  return [...windows, { key, from, to: from === '' ? '' : to, spots: last.spots }];
}

export function copyDay(
  draft: CapacityDraft,
  { from, to }: { from: number; to: readonly number[] },
): CapacityDraft {
  const windows = draft.week[from] ?? [];
  return to.reduce<CapacityDraft>(
    (next, weekday) =>
      setWindows(
        next,
        { weekday },
        windows.map((one) => ({ ...one, key: newKey() })),
      ),
    draft,
  );
}

/** One more day that differs, closed until it is given windows: the first day after those there are. */
export function addChangedDay(draft: CapacityDraft, today: string): CapacityDraft {
  const dates = draft.changedDays.map(({ date }) => date).filter((date) => date >= today);
  const date = dates.length === 0 ? today : dayAfter(dates.toSorted().at(-1) ?? today);
  return { ...draft, changedDays: [...draft.changedDays, { key: newKey(), date, windows: [] }] };
}

function dayAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
