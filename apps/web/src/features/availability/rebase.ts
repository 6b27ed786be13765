import {
  byDate,
  hasSameWindows,
  type CapacityDraft,
  type DraftDay,
  type DraftWindow,
} from './capacity-draft.ts';

/** A day that both changed, each in another way. */
export interface BothChanged {
  day: { weekday: number } | { date: string };
  /** Undefined where they made a day like its weekday again. */
  theirs: readonly DraftWindow[] | undefined;
}

export interface Rebased {
  draft: CapacityDraft;
  /** The draft keeps its own of these. */
  bothChanged: BothChanged[];
}

interface Meeting {
  /** What the changes were made on. */
  base: CapacityDraft;
  newer: CapacityDraft;
}

/**
 * Puts changes that were made on `base` on top of what was saved meanwhile, day by day: a weekday or a date that only
 * they changed is theirs, one that was changed here stays.
 */
export function rebase(mine: CapacityDraft, meeting: Meeting): Rebased {
  const { base, newer } = meeting;
  const bothChanged: BothChanged[] = [];
  const week = mine.week.map((windows, weekday) => {
    const theirs = newer.week[weekday] ?? [];
    const { kept, isConflict } = choose(windows, { base: base.week[weekday], theirs });
    if (isConflict) bothChanged.push({ day: { weekday }, theirs });
    return kept ?? [];
  });
  const days = rebaseDays(mine.changedDays, meeting);
  return {
    draft: { week, changedDays: days.changedDays },
    bothChanged: [...bothChanged, ...days.bothChanged],
  };
}

function rebaseDays(mine: readonly DraftDay[], { base, newer }: Meeting) {
  const before = toWindowsByDate(base);
  const theirs = toWindowsByDate(newer);
  const bothChanged: BothChanged[] = [];
  const dates = new Set(mine.map(({ date }) => date));
  const removed = newer.changedDays.filter(({ date }) => !dates.has(date));
  const changedDays = [
    ...mine.map((day) => ({ day, windows: day.windows })),
    ...removed.map((day) => ({ day, windows: undefined })),
  ].flatMap(({ day, windows }) => {
    const { date } = day;
    const their = theirs.get(date);
    const { kept, isConflict } = choose(windows, { base: before.get(date), theirs: their });
    if (isConflict) bothChanged.push({ day: { date }, theirs: their });
    return kept === undefined ? [] : [{ ...day, windows: kept }];
  });
  return { changedDays: changedDays.toSorted(byDate), bothChanged };
}

const toWindowsByDate = ({ changedDays }: CapacityDraft) =>
  new Map(changedDays.map(({ date, windows }) => [date, windows]));

type Windows = readonly DraftWindow[] | undefined;

/** What is the same keeps the keys of mine, so that no field is drawn anew under the one who types. */
function choose(mine: Windows, { base, theirs }: { base: Windows; theirs: Windows }) {
  if (hasSameWindows(mine, theirs)) return { kept: mine, isConflict: false };
  if (hasSameWindows(mine, base)) return { kept: theirs, isConflict: false };
  return { kept: mine, isConflict: !hasSameWindows(theirs, base) };
}
