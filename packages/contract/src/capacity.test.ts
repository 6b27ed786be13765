import { describe, expect, it } from 'vitest';
import { Capacity, findWindowFaults, windowsPerDayMax } from './capacity.ts';

const window = (from: string, to: string, spots: number = 1) => ({ from, to, spots });
const monday = (...windows: object[]) => ({ week: [{ weekday: 1, windows }], changedDays: [] });
const faultsOf = (capacity: object) =>
  (Capacity.safeParse(capacity).error?.issues ?? []).map(
    ({ path, message }) => `${path.join('/')}: ${message}`,
  );

describe('windows of a day', () => {
  it('may touch, and come in any order', () => {
    expect(findWindowFaults([window('12:00', '16:00'), window('08:00', '12:00')])).toEqual([]);
    expect(faultsOf(monday(window('00:00', '12:00'), window('12:00', '24:00')))).toEqual([]);
  });

  it.each([
    [[window('08:00', '12:00'), window('11:59', '13:00')], '1 from: It overlaps 08:00 to 12:00'],
    [[window('09:00', '10:00'), window('08:00', '12:00')], '0 from: It overlaps 08:00 to 12:00'],
    [[window('08:00', '12:00'), window('08:00', '12:00')], '1 from: It overlaps 08:00 to 12:00'],
    [[window('12:00', '12:00')], '0 to: It must end after 12:00'],
    [[window('12:00', '08:00')], '0 to: It must end after 12:00'],
  ])('are refused in words where they overlap or end too soon: %j', (windows, fault) => {
    const faults = findWindowFaults(windows);
    expect(faults.map(({ index, field, message }) => `${index} ${field}: ${message}`)).toEqual([
      fault,
    ]);
  });

  it('name each window that overlaps the longest before it', () => {
    const windows = [window('08:00', '18:00'), window('09:00', '10:00'), window('11:00', '12:00')];
    expect(findWindowFaults(windows).map(({ index }) => index)).toEqual([1, 2]);
  });
});

describe('a capacity', () => {
  it.each([
    [window('8:00', '12:00'), 'week/0/windows/0/from: Enter when it begins, as 08:00'],
    [window('24:00', '24:00'), 'week/0/windows/0/from: Enter when it begins, as 08:00'],
    [
      window('08:00', '24:01'),
      'week/0/windows/0/to: Enter when it ends, as 12:00, or 24:00 for midnight',
    ],
    [
      window('08:00', '12:00', 0),
      'week/0/windows/0/spots: At least 1; remove the window to close it',
    ],
    [window('08:00', '12:00', 1_000), 'week/0/windows/0/spots: At most 999'],
    [window('08:00', '12:00', 1.5), 'week/0/windows/0/spots: Enter a whole number'],
  ])('is refused in words: %j', (one, fault) => {
    expect(faultsOf(monday(one))).toContain(fault);
  });

  it('has up to 24 windows a day, the 25th is refused', () => {
    const windows = Array.from({ length: windowsPerDayMax + 1 }, (_, index) => {
      const hour = String(Math.floor(index / 2)).padStart(2, '0');
      return index % 2 === 0
        ? window(`${hour}:00`, `${hour}:30`)
        : window(`${hour}:30`, `${hour}:59`);
    });
    expect(faultsOf(monday(...windows.slice(0, windowsPerDayMax)))).toEqual([]);
    expect(faultsOf(monday(...windows))).toEqual(['week/0/windows: At most 24 windows a day']);
  });

  it('names a day once, and days that there are', () => {
    const day = { weekday: 1, windows: [] };
    expect(faultsOf({ week: [day, day], changedDays: [] })).toEqual([
      'week/1/weekday: This day is named twice',
    ]);
    const closed = { date: '2026-12-25', windows: [] };
    expect(faultsOf({ week: [], changedDays: [closed, closed] })).toEqual([
      'changedDays/1/date: This day is named twice',
    ]);
    expect(faultsOf({ week: [], changedDays: [{ ...closed, date: '2026-02-30' }] })).toEqual([
      'changedDays/0/date: Enter the day',
    ]);
  });
});
