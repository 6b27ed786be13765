import { byStartThenService, slotKey } from './slot.ts';
import type { Slot, SlotsOfDay } from './slot.ts';
import { toDay } from './wall-clock.ts';

export interface SlotComparison {
  /** The days that are told, in order. */
  days: readonly string[];
  /** What the slots of a day are now. */
  current: SlotsOfDay;
  /** What the partner took last. */
  told: readonly Slot[];
  /** Slots that an earlier try named: whether the partner took it is not known, so their days are told again. */
  tried?: readonly Slot[];
  timeZone: string;
  nowSec: number;
  /** The end of the last day that is told. */
  untilSec: number;
}

export interface ChangedDay {
  day: string;
  /** All of a day on which something changed; one that is no more has no spots. */
  slots: Slot[];
  /** Those of them that the partner does not know so. */
  changed: Slot[];
}

/**
 * Day by day, in order, what of it is not as the partner took it last; nothing of a day is worked out before it is asked
 * for. Windows that have ended change no more.
 */
export function* compareDays(comparison: SlotComparison): Generator<ChangedDay> {
  const { days, current, told, tried = [], timeZone } = comparison;
  const dayOf = rememberDays(timeZone);
  const toldOn = Map.groupBy(keepRunning(told, comparison), dayOf);
  const triedOn = Map.groupBy(keepRunning(tried, comparison), dayOf);
  const all = new Set([...days, ...toldOn.keys(), ...triedOn.keys()]);
  for (const day of [...all].sort()) {
    yield compareDay(day, {
      current: keepRunning(current(day), comparison),
      told: toldOn.get(day) ?? [],
      again: triedOn.get(day) ?? [],
    });
  }
}

function compareDay(
  day: string,
  parts: { current: readonly Slot[]; told: readonly Slot[]; again: readonly Slot[] },
): ChangedDay {
  const told = byKey(parts.told);
  const again = byKey(parts.again);
  const all = new Map<string, Slot>();
  for (const [key, slot] of [...told, ...again]) all.set(key, gone(slot));
  for (const [key, slot] of byKey(parts.current)) all.set(key, slot);
  const changed = [...all]
    .filter(([key, slot]) => again.has(key) || !isSame(slot, told.get(key)))
    .map(([, slot]) => slot)
    .sort(byStartThenService);
  const slots = changed.length === 0 ? [] : [...all.values()].sort(byStartThenService);
  return { day, slots, changed };
}

/**
 * What one message tells: whole days as long as they fit. Of a day that is too long by itself what changed, as much as
 * fits. The rest is for the next message.
 */
export function chooseSlots(days: readonly ChangedDay[], slotsMax: number): Slot[] {
  const chosen: Slot[] = [];
  for (const { slots, changed } of days) {
    if (chosen.length + slots.length <= slotsMax) chosen.push(...slots);
    else return chosen.length === 0 ? changed.slice(0, slotsMax) : chosen;
  }
  return chosen;
}

function keepRunning(
  slots: readonly Slot[],
  { nowSec, untilSec }: Pick<SlotComparison, 'nowSec' | 'untilSec'>,
): Slot[] {
  return slots.filter((one) => one.startSec + one.durationSec > nowSec && one.startSec < untilSec);
}

/** Many slots begin at the same moment. */
function rememberDays(timeZone: string): (slot: Slot) => string {
  const known = new Map<number, string>();
  return ({ startSec }) => {
    const day = known.get(startSec) ?? toDay(new Date(startSec * 1_000), timeZone).toString();
    known.set(startSec, day);
    return day;
  };
}

const byKey = (slots: readonly Slot[]) => new Map(slots.map((one) => [slotKey(one), one]));

const gone = (slot: Slot): Slot => ({ ...slot, spotsOpen: 0, spotsTotal: 0 });

/** A slot that the partner never heard of and that has no spots is no news. */
function isSame(slot: Slot, told: Slot | undefined): boolean {
  return slot.spotsOpen === (told?.spotsOpen ?? 0) && slot.spotsTotal === (told?.spotsTotal ?? 0);
}
