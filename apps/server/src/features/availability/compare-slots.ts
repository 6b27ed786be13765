import { byStartThenService, slotKey } from './slot.ts';
import type { Slot } from './slot.ts';
import { toDay } from './wall-clock.ts';

export interface SlotComparison {
  /** What the slots are now. */
  current: readonly Slot[];
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
  /** All of the day; one that is no more has no spots. */
  slots: Slot[];
  /** Those of them that the partner does not know so. */
  changed: Slot[];
}

/** The days whose open spots are not what the partner took last, in order. Windows that have ended change no more. */
export function findChangedDays(comparison: SlotComparison): ChangedDay[] {
  const { tried = [], timeZone } = comparison;
  const current = keepRunning(comparison.current, comparison);
  const told = keepRunning(comparison.told, comparison);
  const again = keepRunning(tried, comparison);
  const all = new Map<string, Slot>();
  for (const [key, slot] of [...told, ...again]) all.set(key, gone(slot));
  for (const [key, slot] of current) all.set(key, slot);
  const days = Map.groupBy(all, ([, slot]) =>
    toDay(new Date(slot.startSec * 1_000), timeZone).toString(),
  );
  return [...days]
    .map(([day, slots]): ChangedDay => ({
      day,
      slots: slots.map(([, slot]) => slot).sort(byStartThenService),
      changed: slots
        .filter(([key, slot]) => again.has(key) || !isSame(slot, told.get(key)))
        .map(([, slot]) => slot)
        .sort(byStartThenService),
    }))
    .filter(({ changed }) => changed.length > 0)
    .sort((a, b) => a.day.localeCompare(b.day));
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
  { nowSec, untilSec }: SlotComparison,
): Map<string, Slot> {
  return new Map(
    slots
      .filter((one) => one.startSec + one.durationSec > nowSec && one.startSec < untilSec)
      .map((one) => [slotKey(one), one]),
  );
}

const gone = (slot: Slot): Slot => ({ ...slot, spotsOpen: 0, spotsTotal: 0 });

/** A slot that the partner never heard of and that has no spots is no news. */
function isSame(slot: Slot, told: Slot | undefined): boolean {
  return slot.spotsOpen === (told?.spotsOpen ?? 0) && slot.spotsTotal === (told?.spotsTotal ?? 0);
}
