import type { Capacity } from '@leads/contract/capacity';
import { describe, expect, it } from 'vitest';
import {
  addChangedDay,
  addWindow,
  copyDay,
  findFaults,
  hasSameContent,
  setWindows,
  toCapacity,
  toDraft,
  windowsOf,
  type CapacityDraft,
} from './capacity-draft.ts';
import { rebase } from './rebase.ts';

const morning = { from: '08:00', to: '12:00', spots: 2 };
const evening = { from: '18:00', to: '24:00', spots: 1 };
const capacity: Capacity = {
  week: [{ weekday: 1, windows: [morning, evening] }],
  changedDays: [{ date: '2026-12-25', windows: [] }],
};
const draft = toDraft(capacity);
const monday = { weekday: 0 };

describe('the draft of a capacity', () => {
  it('is saved as it came, with every weekday in its place', () => {
    const saved = toCapacity(draft);
    expect(saved.week).toHaveLength(7);
    expect(saved.week[0]).toEqual({ weekday: 1, windows: [morning, evening] });
    expect(saved.changedDays).toEqual(capacity.changedDays);
    expect(hasSameContent(draft, toDraft(saved))).toBe(true);
  });

  it('shows midnight as the time field knows it', () => {
    expect(windowsOf(draft, monday).map(({ to }) => to)).toEqual(['12:00', '00:00']);
  });

  it('tells faults at their place', () => {
    const overlapping = setWindows(draft, monday, [
      { key: 'a', from: '08:00', to: '12:00', spots: 1 },
      { key: 'b', from: '11:00', to: '13:00', spots: 1 },
    ]);
    expect([...findFaults(overlapping).plain]).toEqual([
      ['/week/0/windows/1/from', 'It overlaps 08:00 to 12:00'],
    ]);
    const half = setWindows(draft, monday, [{ key: 'a', from: '', to: '12:00', spots: '' }]);
    expect([...findFaults(half).all.keys()]).toEqual([
      '/week/0/windows/0/from',
      '/week/0/windows/0/spots',
    ]);
  });

  it('tells of no field that is not filled in yet while somebody types', () => {
    const halfTyped = setWindows(addChangedDay(draft, ''), monday, [
      { key: 'a', from: '', to: '12:00', spots: '' },
      { key: 'b', from: '13:00', to: '14:00', spots: 0 },
    ]);
    expect([...findFaults(halfTyped).plain.keys()]).toEqual(['/week/0/windows/1/spots']);
  });

  it('is the same in whatever order its changed days are', () => {
    const christmas = { key: 'a', date: '2026-12-25', windows: [] };
    const newYear = { key: 'b', date: '2027-01-01', windows: [] };
    const one = { ...draft, changedDays: [christmas, newYear] };
    expect(hasSameContent(one, { ...draft, changedDays: [newYear, christmas] })).toBe(true);
    expect(hasSameContent(one, draft)).toBe(false);
  });

  it('adds the morning first, then what follows the last window, up to midnight', () => {
    const first = addWindow([]);
    expect(first).toMatchObject([{ from: '08:00', to: '12:00', spots: 1 }]);
    expect(addWindow(first).at(-1)).toMatchObject({ from: '12:00', to: '16:00' });
    const late = [{ key: 'a', from: '18:00', to: '21:30', spots: 3 }];
    expect(addWindow(late).at(-1)).toMatchObject({ from: '21:30', to: '00:00', spots: 3 });
    const full = [{ key: 'a', from: '18:00', to: '00:00', spots: 3 }];
    expect(addWindow(full).at(-1)).toMatchObject({ from: '', to: '' });
  });

  it('copies a day to others, which then change by themselves', () => {
    const copied = copyDay(draft, { from: 0, to: [1, 4] });
    expect(toCapacity(copied).week[4]?.windows).toEqual([morning, evening]);
    const changed = setWindows(copied, { weekday: 1 }, []);
    expect(toCapacity(changed).week[4]?.windows).toEqual([morning, evening]);
    expect(toCapacity(changed).week[0]?.windows).toEqual([morning, evening]);
  });

  it('adds the day after the last one that differs, closed', () => {
    expect(addChangedDay(draft, '2026-11-24').changedDays.at(-1)).toMatchObject({
      date: '2026-12-26',
      windows: [],
    });
    expect(
      addChangedDay(toDraft({ week: [], changedDays: [] }), '2026-11-24').changedDays,
    ).toMatchObject([{ date: '2026-11-24' }]);
  });
});

describe('changes on top of what somebody saved meanwhile', () => {
  const noon = [{ key: 'x', from: '12:00', to: '14:00', spots: 1 }];
  const mine = setWindows(draft, monday, noon);

  it('keep the days of both where each changed another one', () => {
    const newer = setWindows(draft, { weekday: 1 }, noon);
    const { draft: both, bothChanged } = rebase(mine, { base: draft, newer });
    expect(
      toCapacity(both)
        .week.slice(0, 2)
        .map(({ windows }) => windows.length),
    ).toEqual([1, 1]);
    expect(bothChanged).toEqual([]);
  });

  it('keep mine where both changed a day, and say so', () => {
    const newer = setWindows(draft, monday, []);
    const { draft: both, bothChanged } = rebase(mine, { base: draft, newer });
    expect(windowsOf(both, monday)).toEqual(noon);
    expect(bothChanged).toEqual([{ day: { weekday: 0 }, theirs: [] }]);
  });

  const closed = (...dates: string[]) =>
    dates.map((date) => ({ key: `theirs-${date}`, date, windows: [] }));
  const datesOf = ({ changedDays }: CapacityDraft) => changedDays.map(({ date }) => date);

  it('keep the dates of both where each named another one', () => {
    const newer = { ...draft, changedDays: closed('2026-11-26', '2026-12-25') };
    const own = { ...draft, changedDays: [...draft.changedDays, ...closed('2027-01-01')] };
    const { draft: both, bothChanged } = rebase(own, { base: draft, newer });
    expect(datesOf(both)).toEqual(['2026-11-26', '2026-12-25', '2027-01-01']);
    expect(bothChanged).toEqual([]);
  });

  it('leave out a date that either took away and the other left alone', () => {
    const none = { ...draft, changedDays: [] };
    expect(datesOf(rebase(none, { base: draft, newer: mine }).draft)).toEqual([]);
    expect(datesOf(rebase(mine, { base: draft, newer: none }).draft)).toEqual([]);
  });

  it('keep mine of a date that both changed, also where one took it away, and say so', () => {
    const own = { ...draft, changedDays: [{ key: 'a', date: '2026-12-25', windows: noon }] };
    const none = { ...draft, changedDays: [] };
    const ofOwn = rebase(own, { base: draft, newer: none });
    expect(toCapacity(ofOwn.draft).changedDays[0]?.windows).toHaveLength(1);
    expect(ofOwn.bothChanged).toEqual([{ day: { date: '2026-12-25' }, theirs: undefined }]);
    const ofNone = rebase(none, { base: draft, newer: own });
    expect(datesOf(ofNone.draft)).toEqual([]);
    expect(ofNone.bothChanged).toEqual([{ day: { date: '2026-12-25' }, theirs: noon }]);
  });

  it('stay where they were made while a save was under way, and no field is drawn anew', () => {
    const sent = mine;
    const since = setWindows(sent, { weekday: 1 }, noon);
    const saved = toDraft(toCapacity(sent));
    const { draft: both, bothChanged } = rebase(since, { base: sent, newer: saved });
    expect(hasSameContent(both, since)).toBe(true);
    expect(windowsOf(both, monday)).toEqual(noon);
    expect(hasSameContent(rebase(sent, { base: sent, newer: saved }).draft, saved)).toBe(true);
    expect(bothChanged).toEqual([]);
  });
});
