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

export function hasSameContent(one: CapacityDraft, other: CapacityDraft): boolean {
  return JSON.stringify(toCapacity(one)) === JSON.stringify(toCapacity(other));
}

/** What is wrong, by its place such as `/week/0/windows/1/from`. */
export function findFaults(draft: CapacityDraft): Map<string, string> {
  const issues = Capacity.safeParse(toCapacity(draft)).error?.issues ?? [];
  const faults = new Map<string, string>();
  for (const { path, message } of issues) {
    const pointer = `/${path.map(String).join('/')}`;
    if (!faults.has(pointer)) faults.set(pointer, message);
  }
  return faults;
}

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

export interface Rebased {
  draft: CapacityDraft;
  /** Days that both changed, each in another way; the draft keeps its own. */
  bothChanged: { weekday: number; theirs: readonly DraftWindow[] }[];
}

/**
 * Puts changes that were made on `base` on top of what somebody saved meanwhile: a weekday that only they changed is
 * theirs, one that was changed here stays. The changed days are taken as a whole.
 */
export function rebase(
  mine: CapacityDraft,
  { base, newer }: { base: CapacityDraft; newer: CapacityDraft },
): Rebased {
  const text = (windows: readonly DraftWindow[] = []) => JSON.stringify(toWindows(windows));
  const bothChanged: Rebased['bothChanged'] = [];
  const week = mine.week.map((windows, weekday) => {
    const theirs = newer.week[weekday] ?? [];
    if (text(windows) === text(base.week[weekday])) return theirs;
    const isTheirsNew = text(theirs) !== text(base.week[weekday]);
    if (isTheirsNew && text(theirs) !== text(windows)) bothChanged.push({ weekday, theirs });
    return windows;
  });
  const days = (draft: CapacityDraft) => JSON.stringify(toCapacity(draft).changedDays);
  const changedDays = days(mine) === days(base) ? newer.changedDays : mine.changedDays;
  return { draft: { week, changedDays }, bothChanged };
}
