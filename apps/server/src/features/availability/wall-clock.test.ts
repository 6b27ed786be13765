import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayMinutes, toDay, toInstantMs, toMinute, toWallTime } from './wall-clock.ts';

const at = (day: string, time: string, timeZone: string) =>
  new Date(toInstantMs(Temporal.PlainDate.from(day), toMinute(time), timeZone)).toISOString();

describe('a time on the wall clock', () => {
  it.each([
    ['an ordinary day', '2026-07-01', '08:00', 'America/New_York', '2026-07-01T12:00:00.000Z'],
    [
      'a zone without summer time',
      '2026-07-01',
      '08:00',
      'America/Phoenix',
      '2026-07-01T15:00:00.000Z',
    ],
    [
      'the same there in winter',
      '2026-01-01',
      '08:00',
      'America/Phoenix',
      '2026-01-01T15:00:00.000Z',
    ],
    [
      'before the hour that is skipped',
      '2026-03-08',
      '01:59',
      'America/New_York',
      '2026-03-08T06:59:00.000Z',
    ],
    [
      'in the hour that is skipped',
      '2026-03-08',
      '02:30',
      'America/New_York',
      '2026-03-08T07:00:00.000Z',
    ],
    [
      'after the hour that is skipped',
      '2026-03-08',
      '03:00',
      'America/New_York',
      '2026-03-08T07:00:00.000Z',
    ],
    [
      'in the hour that comes twice',
      '2026-11-01',
      '01:30',
      'America/New_York',
      '2026-11-01T05:30:00.000Z',
    ],
    [
      'after the hour that comes twice',
      '2026-11-01',
      '02:00',
      'America/New_York',
      '2026-11-01T07:00:00.000Z',
    ],
    [
      'half an hour is skipped',
      '2026-10-04',
      '02:15',
      'Australia/Lord_Howe',
      '2026-10-03T15:30:00.000Z',
    ],
    [
      'half an hour comes twice',
      '2026-04-05',
      '01:45',
      'Australia/Lord_Howe',
      '2026-04-04T14:45:00.000Z',
    ],
    [
      'a midnight that is skipped',
      '2026-04-24',
      '00:00',
      'Africa/Cairo',
      '2026-04-23T22:00:00.000Z',
    ],
    ['the end of a day', '2026-07-01', '24:00', 'America/New_York', '2026-07-02T04:00:00.000Z'],
    ['a day that is skipped', '2011-12-30', '12:00', 'Pacific/Apia', '2011-12-30T10:00:00.000Z'],
  ])('is one instant: %s', (_name, day, time, timeZone, instant) => {
    expect(at(day, time, timeZone)).toBe(instant);
  });

  it('reads and writes times of day', () => {
    expect([toMinute('00:00'), toMinute('08:05'), toMinute('24:00')]).toEqual([0, 485, 1_440]);
    expect([toWallTime(0), toWallTime(485), toWallTime(1_440)]).toEqual([
      '00:00',
      '08:05',
      '24:00',
    ]);
  });

  it('has the length of the day between its midnights', () => {
    const hours = (day: string, timeZone: string) => {
      const date = Temporal.PlainDate.from(day);
      return (toInstantMs(date, dayMinutes, timeZone) - toInstantMs(date, 0, timeZone)) / 3_600_000;
    };
    expect(hours('2026-03-08', 'America/New_York')).toBe(23);
    expect(hours('2026-11-01', 'America/New_York')).toBe(25);
    expect(hours('2026-10-04', 'Australia/Lord_Howe')).toBe(23.5);
    expect(hours('2026-03-08', 'America/Phoenix')).toBe(24);
  });
});

it('is of the day that the calendar there shows', () => {
  const instant = new Date('2026-07-01T03:00:00Z');
  expect(toDay(instant, 'America/New_York').toString()).toBe('2026-06-30');
  expect(toDay(instant, 'Europe/Berlin').toString()).toBe('2026-07-01');
});

describe('in every zone and on every day', () => {
  const zones = Intl.supportedValuesOf('timeZone');
  const anyDay = fc
    .integer({ min: 0, max: 365 * 8 })
    .map((offset) => Temporal.PlainDate.from('2024-01-01').add({ days: offset }));

  it('later minutes never come before earlier ones, and days touch', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        anyDay,
        fc.integer({ min: 0, max: dayMinutes }),
        fc.integer({ min: 0, max: dayMinutes }),
        (zone, day, one, other) => {
          const [first, second] = [Math.min(one, other), Math.max(one, other)];
          expect(toInstantMs(day, first, zone)).toBeLessThanOrEqual(toInstantMs(day, second, zone));
          const next = toInstantMs(day.add({ days: 1 }), 0, zone);
          expect(toInstantMs(day, dayMinutes, zone)).toBe(next);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('no earlier instant of the day shows the time or a later one', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        anyDay,
        fc.integer({ min: 0, max: dayMinutes - 1 }),
        (zone, day, minute) => {
          const wall = day.toPlainDateTime().add({ minutes: minute });
          const instant = Temporal.Instant.fromEpochMilliseconds(toInstantMs(day, minute, zone));
          const shows = (one: Temporal.Instant) => one.toZonedDateTimeISO(zone).toPlainDateTime();
          const compare = Temporal.PlainDateTime.compare;
          expect(compare(shows(instant), wall)).toBeGreaterThanOrEqual(0);
          expect(compare(shows(instant.subtract({ seconds: 1 })), wall)).toBeLessThan(0);
        },
      ),
      { numRuns: 400 },
    );
  });
});
