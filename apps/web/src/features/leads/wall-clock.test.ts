import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findInstants, toWallClock, toZoneName } from './wall-clock.ts';

const iso = (clock: { date: string; time: string }, timeZone: string): string[] =>
  findInstants(clock, timeZone).map((instant) => instant.toISOString());

describe('findInstants', () => {
  it.each([
    ['2026-11-24', '14:30', 'America/Phoenix', ['2026-11-24T21:30:00.000Z']],
    ['2026-07-01', '09:00', 'America/Toronto', ['2026-07-01T13:00:00.000Z']],
    ['2026-12-01', '09:00', 'America/Toronto', ['2026-12-01T14:00:00.000Z']],
    ['2026-12-01', '00:00', 'Asia/Kathmandu', ['2026-11-30T18:15:00.000Z']],
  ])('finds %s %s in %s', (date, time, timeZone, instants) => {
    expect(iso({ date, time }, timeZone)).toEqual(instants);
  });

  it('finds none in the hour that is left out when the clocks go forward', () => {
    expect(iso({ date: '2026-03-08', time: '02:30' }, 'America/Toronto')).toEqual([]);
    expect(iso({ date: '2026-03-08', time: '03:00' }, 'America/Toronto')).toEqual([
      '2026-03-08T07:00:00.000Z',
    ]);
  });

  it('finds two in the hour that comes twice when they go back, the earlier first', () => {
    expect(iso({ date: '2026-11-01', time: '01:30' }, 'America/Toronto')).toEqual([
      '2026-11-01T05:30:00.000Z',
      '2026-11-01T06:30:00.000Z',
    ]);
  });

  it('finds none for what is no date', () => {
    expect(iso({ date: '', time: '09:00' }, 'America/Toronto')).toEqual([]);
  });

  it('leads back to every whole minute, in every season and zone', () => {
    const zones = ['America/Toronto', 'America/Phoenix', 'Australia/Lord_Howe', 'Europe/Berlin'];
    const minutes = fc.integer({ min: 26_297_280, max: 36_817_920 });
    fc.assert(
      fc.property(minutes, fc.constantFrom(...zones), (minute, timeZone) => {
        const at = new Date(minute * 60_000);
        expect(iso(toWallClock(at, timeZone), timeZone)).toContain(at.toISOString());
      }),
    );
  });
});

it('names the zone as it is called at that time of the year', () => {
  const name = (at: string) => toZoneName(new Date(at), 'America/New_York', 'en-US');
  expect([name('2026-07-01T12:00:00Z'), name('2026-12-01T12:00:00Z')]).toEqual(['EDT', 'EST']);
});
