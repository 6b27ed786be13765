import type { Capacity, CapacityWindow } from '@leads/contract/capacity';
import { toInstantMs, toMinute } from './wall-clock.ts';

/** So many days are told, today among them. */
export const horizonDays = 14;

/** Days of a tenant's own calendar. */
export interface Days {
  firstDay: Temporal.PlainDate;
  days: number;
}

/** They as `2026-11-24`, in order. */
export function listDays({ firstDay, days }: Days): string[] {
  return Array.from({ length: days }, (_, offset) => firstDay.add({ days: offset }).toString());
}

/** One window of one day as the instants it covers. */
export interface DaySlot {
  /** The day in the tenant's zone. */
  day: string;
  window: CapacityWindow;
  /** Epoch seconds. */
  startSec: number;
  durationSec: number;
}

/** The windows of a day: those that name it, else those of its weekday; by start. */
export function windowsOf(capacity: Capacity, day: Temporal.PlainDate): readonly CapacityWindow[] {
  const date = day.toString();
  const found =
    capacity.changedDays.find((one) => one.date === date) ??
    capacity.week.find((one) => one.weekday === day.dayOfWeek);
  return found?.windows ?? [];
}

/**
 * Windows as spans of time, for days from the first on. A window is shorter or longer where the clocks change inside of
 * it; one that lies wholly in the hour that is skipped does not exist on that day.
 */
export function toDaySlots(
  capacity: Capacity,
  {
    firstDay,
    days,
    timeZone,
    toInstant = toInstantMs,
  }: Days & { timeZone: string; toInstant?: typeof toInstantMs },
): DaySlot[] {
  const slots: DaySlot[] = [];
  for (let offset = 0; offset < days; offset += 1) {
    const day = firstDay.add({ days: offset });
    for (const window of windowsOf(capacity, day)) {
      const startMs = toInstant(day, toMinute(window.from), timeZone);
      const endMs = toInstant(day, toMinute(window.to), timeZone);
      if (endMs <= startMs) continue;
      const startSec = Math.floor(startMs / 1_000);
      const durationSec = Math.floor(endMs / 1_000) - startSec;
      slots.push({ day: day.toString(), window, startSec, durationSec });
    }
  }
  return slots;
}
