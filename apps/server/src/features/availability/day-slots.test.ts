import type { Capacity } from '@leads/contract/capacity';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toDaySlots } from './day-slots.ts';
import { countTaken } from './read-unit-slots.ts';
import { toWallTime } from './wall-clock.ts';

/** The same windows every day. */
const daily = (...windows: [from: string, to: string, spots?: number][]): Capacity => ({
  week: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
    weekday,
    windows: windows.map(([from, to, spots = 1]) => ({ from, to, spots })),
  })),
  changedDays: [],
});
const slotsOf = (capacity: Capacity, day: string, timeZone: string) =>
  toDaySlots(capacity, { firstDay: Temporal.PlainDate.from(day), days: 1, timeZone }).map(
    ({ window, startSec, durationSec }) =>
      `${window.from} ${new Date(startSec * 1_000).toISOString().slice(11, 16)}Z ${durationSec / 60} min`,
  );

describe('windows of a day', () => {
  it.each([
    ['is shorter where an hour inside of it is skipped', '01:00', '04:00', '2026-03-08', 120],
    ['ends with the skipped hour it reaches into', '01:00', '02:30', '2026-03-08', 60],
    ['begins after the skipped hour it begins in', '02:30', '04:00', '2026-03-08', 60],
    ['is longer where an hour inside of it comes twice', '01:00', '03:00', '2026-11-01', 180],
    ['ends at the first of a time that comes twice', '00:00', '01:30', '2026-11-01', 90],
    ['begins at the first of a time that comes twice', '01:30', '03:00', '2026-11-01', 150],
    ['is 23 hours long on the whole day in spring', '00:00', '24:00', '2026-03-08', 23 * 60],
    ['is 25 hours long on the whole day in autumn', '00:00', '24:00', '2026-11-01', 25 * 60],
    ['keeps its length where no clock changes', '08:00', '12:00', '2026-03-08', 240],
  ])('one %s', (_name, from, to, day, minutes) => {
    const [slot] = slotsOf(daily([from, to]), day, 'America/New_York');
    expect(slot).toContain(` ${minutes} min`);
  });

  it('do not exist where they lie wholly in the hour that is skipped', () => {
    const capacity = daily(['02:00', '02:30'], ['02:30', '03:00'], ['03:00', '04:00']);
    expect(slotsOf(capacity, '2026-03-08', 'America/New_York')).toEqual(['03:00 07:00Z 60 min']);
    expect(slotsOf(capacity, '2026-03-08', 'America/Phoenix')).toHaveLength(3);
  });

  it('stay on the wall clock when the clocks change', () => {
    const capacity = daily(['08:00', '12:00']);
    expect(slotsOf(capacity, '2026-03-07', 'America/New_York')).toEqual(['08:00 13:00Z 240 min']);
    expect(slotsOf(capacity, '2026-03-09', 'America/New_York')).toEqual(['08:00 12:00Z 240 min']);
  });

  it('are those of a changed day instead of its weekday, and none on a closed one', () => {
    const capacity: Capacity = {
      ...daily(['08:00', '12:00']),
      changedDays: [
        { date: '2026-12-24', windows: [{ from: '08:00', to: '10:00', spots: 2 }] },
        { date: '2026-12-25', windows: [] },
      ],
    };
    expect(slotsOf(capacity, '2026-12-24', 'UTC')).toEqual(['08:00 08:00Z 120 min']);
    expect(slotsOf(capacity, '2026-12-25', 'UTC')).toEqual([]);
    expect(slotsOf(capacity, '2026-12-26', 'UTC')).toEqual(['08:00 08:00Z 240 min']);
  });

  it('follow the weekday of each day', () => {
    const capacity: Capacity = {
      week: [{ weekday: 7, windows: [{ from: '09:00', to: '10:00', spots: 1 }] }],
      changedDays: [],
    };
    const slots = toDaySlots(capacity, {
      firstDay: Temporal.PlainDate.from('2026-11-24'),
      days: 14,
      timeZone: 'America/Phoenix',
    });
    expect(slots.map(({ day }) => day)).toEqual(['2026-11-29', '2026-12-06']);
  });
});

describe('an appointment', () => {
  const day = {
    firstDay: Temporal.PlainDate.from('2026-11-01'),
    days: 1,
    timeZone: 'America/New_York',
  };
  const slots = toDaySlots(daily(['00:00', '01:30', 2], ['01:30', '03:00', 2]), day);
  const taken = (...starts: string[]) =>
    countTaken(
      slots,
      starts.map((one) => Date.parse(one) / 1_000),
    ).map((one) => one.taken);

  it('takes a spot of the window that it begins in, the first second included, the end not', () => {
    expect(taken('2026-11-01T04:00:00Z', '2026-11-01T05:29:59Z')).toEqual([2, 0]);
    expect(taken('2026-11-01T05:30:00Z')).toEqual([0, 1]);
    expect(taken('2026-11-01T08:00:00Z')).toEqual([0, 0]);
  });

  it('in the hour that comes twice counts once, the second time in the later window', () => {
    expect(taken('2026-11-01T05:15:00Z', '2026-11-01T06:15:00Z')).toEqual([1, 1]);
  });

  it('before all windows takes nothing', () => {
    expect(taken('2026-11-01T03:59:59Z', '2026-11-01T04:30:00Z')).toEqual([1, 0]);
  });
});

describe('in every zone', () => {
  const zones = Intl.supportedValuesOf('timeZone');
  const cuts = fc
    .uniqueArray(fc.integer({ min: 0, max: 1_440 }), { minLength: 2, maxLength: 8 })
    .map((minutes) => minutes.toSorted((a, b) => a - b));

  it('windows that touch cover the days without a gap, and no instant twice', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 365 * 4 }),
        cuts,
        (timeZone, offset, minutes) => {
          const firstDay = Temporal.PlainDate.from('2025-01-01').add({ days: offset });
          const all = [0, ...minutes.filter((one) => one > 0 && one < 1_440), 1_440];
          const capacity = daily(
            ...all
              .slice(1)
              .map((end, index): [string, string] => [
                toWallTime(all[index] ?? 0),
                toWallTime(end),
              ]),
          );
          const slots = toDaySlots(capacity, { firstDay, days: 3, timeZone });
          for (const [index, slot] of slots.entries()) {
            const endSec = slot.startSec + slot.durationSec;
            expect(slots[index + 1]?.startSec ?? endSec).toBe(endSec);
            expect(slot.durationSec).toBeGreaterThan(0);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  it('every appointment is counted in exactly the windows that hold its start', () => {
    const start = Date.parse('2026-03-07T00:00:00Z') / 1_000;
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        cuts,
        fc.array(fc.integer({ min: start, max: start + 4 * 86_400 }), { maxLength: 20 }),
        (timeZone, minutes, unsorted) => {
          const [from = 0, to = 1_440] = minutes;
          const slots = toDaySlots(daily([toWallTime(from), toWallTime(to)]), {
            firstDay: Temporal.PlainDate.from('2026-03-07'),
            days: 3,
            timeZone,
          });
          const starts = unsorted.toSorted((a, b) => a - b);
          for (const { startSec, durationSec, taken } of countTaken(slots, starts)) {
            const inside = starts.filter((one) => one >= startSec && one < startSec + durationSec);
            expect(taken).toBe(inside.length);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});
