import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseSlots, compareDays } from './compare-slots.ts';
import { listDays } from './day-slots.ts';
import { slotKey } from './slot.ts';
import type { Slot } from './slot.ts';
import { toDay } from './wall-clock.ts';

const timeZone = 'America/Phoenix';
/** Midnight in Phoenix. */
const midnight = Date.parse('2026-11-24T07:00:00Z') / 1_000;
const hour = 3_600;
const untilSec = midnight + 14 * 24 * hour;

const slot = (
  day: number,
  startHour: number,
  spots: [open: number, total: number],
  serviceId = 'ac',
): Slot => ({
  serviceId,
  startSec: midnight + (day * 24 + startHour) * hour,
  durationSec: 4 * hour,
  spotsOpen: spots[0],
  spotsTotal: spots[1],
});
const days = listDays({ firstDay: Temporal.PlainDate.from('2026-11-24'), days: 14 });
const dayOf = ({ startSec }: Slot) => toDay(new Date(startSec * 1_000), timeZone).toString();
const compare = (current: Slot[], told: Slot[], more: { tried?: Slot[]; nowSec?: number } = {}) => {
  const slotsOn = Map.groupBy(current, dayOf);
  const comparison = { days, told, timeZone, nowSec: midnight, untilSec, ...more };
  return [...compareDays({ ...comparison, current: (day) => slotsOn.get(day) ?? [] })].filter(
    ({ changed }) => changed.length > 0,
  );
};

describe('days to tell', () => {
  it('are those with other open spots only, each as a whole', () => {
    const told = [slot(0, 8, [2, 2]), slot(1, 8, [2, 2]), slot(1, 13, [1, 1])];
    const current = [slot(0, 8, [2, 2]), slot(1, 8, [1, 2]), slot(1, 13, [1, 1])];
    const changed = compare(current, told);
    expect(changed.map(({ day }) => day)).toEqual(['2026-11-25']);
    expect(changed[0]?.slots).toEqual([slot(1, 8, [1, 2]), slot(1, 13, [1, 1])]);
    expect(changed[0]?.changed).toEqual([slot(1, 8, [1, 2])]);
  });

  it('are none when all is as it was told', () => {
    expect(compare([slot(0, 8, [1, 2])], [slot(0, 8, [1, 2])])).toEqual([]);
    expect(compare([], [])).toEqual([]);
  });

  it('say that a slot is no more', () => {
    expect(compare([], [slot(2, 8, [1, 2])])[0]?.slots).toEqual([slot(2, 8, [0, 0])]);
  });

  it('say that a window moved: the old one is gone, the new one is there', () => {
    const longer = { ...slot(2, 8, [2, 2]), durationSec: 5 * hour };
    expect(compare([longer], [slot(2, 8, [2, 2])])[0]?.slots).toEqual([slot(2, 8, [0, 0]), longer]);
  });

  it('leave out windows that have ended, and none that is under way', () => {
    const told = [slot(0, 8, [2, 2])];
    const current = [slot(0, 8, [1, 2])];
    expect(compare(current, told, { nowSec: midnight + 12 * hour - 1 })).toHaveLength(1);
    expect(compare(current, told, { nowSec: midnight + 12 * hour })).toEqual([]);
  });

  it('leave out what begins after the 14th day', () => {
    expect(compare([slot(13, 20, [1, 1])], [])).toHaveLength(1);
    expect(compare([slot(14, 0, [1, 1])], [])).toEqual([]);
  });

  it('name again what an earlier try named, whether it arrived or not', () => {
    const told = [slot(0, 8, [2, 2])];
    const tried = [slot(0, 8, [1, 2]), slot(3, 8, [1, 1])];
    const changed = compare(told, told, { tried });
    expect(changed.flatMap(({ slots }) => slots)).toEqual([slot(0, 8, [2, 2]), slot(3, 8, [0, 0])]);
  });
});

it('works out no more days than are asked for', () => {
  const asked: string[] = [];
  const current = (day: string) => {
    asked.push(day);
    return [];
  };
  const comparison = { days, current, told: [], timeZone, nowSec: midnight, untilSec };
  for (const { day } of compareDays(comparison)) if (day === '2026-11-25') break;
  expect(asked).toEqual(['2026-11-24', '2026-11-25']);
});

describe('a message', () => {
  const many = (day: number, count: number) =>
    Array.from({ length: count }, (_, index) =>
      slot(day, 8, [1, 1], `s-${String(index).padStart(4, '0')}`),
    );

  it('takes whole days as long as they fit, to the last slot', () => {
    expect(chooseSlots(compare([...many(0, 200), ...many(1, 300)], []), 500)).toHaveLength(500);
    expect(chooseSlots(compare([...many(0, 200), ...many(1, 301)], []), 500)).toEqual(many(0, 200));
  });

  it('takes of a day that is too long what changed, and no more than fits', () => {
    const told = many(0, 600);
    const current = told.map((one, index) => (index < 10 ? { ...one, spotsOpen: 0 } : one));
    expect(chooseSlots(compare(current, told), 500)).toEqual(current.slice(0, 10));
    expect(chooseSlots(compare(told, []), 500)).toEqual(told.slice(0, 500));
  });
});

it('message after message, the partner ends up with exactly what there is', () => {
  const anySlot = fc
    .tuple(
      fc.integer({ min: 0, max: 13 }),
      fc.constantFrom(0, 8, 13, 20),
      fc.tuple(fc.integer({ min: 0, max: 3 }), fc.constant(3)),
      fc.constantFrom('ac', 'drain', 'heater'),
    )
    .map(([day, at, spots, serviceId]) => slot(day, at, spots as [number, number], serviceId));
  const slots = fc.uniqueArray(anySlot, { selector: slotKey, maxLength: 40 });
  fc.assert(
    fc.property(slots, slots, fc.integer({ min: 1, max: 9 }), (current, told, slotsMax) => {
      const partner = new Map(told.map((one) => [slotKey(one), one]));
      for (let sent = 0; ; sent += 1) {
        const message = chooseSlots(compare(current, [...partner.values()]), slotsMax);
        if (message.length === 0) break;
        expect(message.length).toBeLessThanOrEqual(slotsMax);
        expect(sent).toBeLessThan(100);
        for (const one of message) {
          if (one.spotsTotal === 0) partner.delete(slotKey(one));
          else partner.set(slotKey(one), one);
        }
      }
      const sorted = (list: Iterable<Slot>) => [...list].map((one) => JSON.stringify(one)).sort();
      expect(sorted(partner.values())).toEqual(sorted(current));
    }),
    { numRuns: 300 },
  );
});
