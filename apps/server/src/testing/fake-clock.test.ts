import { expect, test } from 'vitest';
import { createFakeClock } from './fake-clock.ts';

test('stands still until it is turned, both ways', () => {
  const clock = createFakeClock('2026-03-08T09:59:59.000Z');
  const first = clock.now();
  expect(clock.now()).toEqual(first);
  clock.advance(1_000);
  expect(clock.now().toISOString()).toBe('2026-03-08T10:00:00.000Z');
  clock.advance(-2_000);
  expect(clock.now().toISOString()).toBe('2026-03-08T09:59:58.000Z');
  clock.set(new Date(0));
  expect(clock.now().getTime()).toBe(0);
});

test('a date handed out does not move the clock when it is changed', () => {
  const clock = createFakeClock('2026-01-01T00:00:00.000Z');
  clock.now().setFullYear(1999);
  expect(clock.now().toISOString()).toBe('2026-01-01T00:00:00.000Z');
});

test('refuses a start that is no instant', () => {
  expect(() => createFakeClock('yesterday')).toThrow(RangeError);
});
