import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestSystem } from '#testing/test-system.ts';
import type { TestSystem } from '#testing/test-system.ts';
import { createAttemptThrottle } from './attempt-throttle.ts';

let system: TestSystem;
beforeAll(async () => {
  system = await createTestSystem();
});
afterAll(() => system.close());

const make = (purpose: string) =>
  createAttemptThrottle({
    db: system.db,
    clock: system.clock,
    purpose,
    attemptsMax: 3,
    windowSeconds: 60,
    refusal: 'Too many.',
  });

it('lets so many tries through per window, however many come at once', async () => {
  const throttle = make('parallel');
  const tries = await Promise.allSettled(Array.from({ length: 20 }, () => throttle.take('key')));
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
  expect(tries.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: {
      code: 'rate_limited',
      retryAfterSeconds: 60,
      detail: 'Too many. Try again in 60 seconds.',
    },
  });
});

it('opens again when the window ends, and not before', async () => {
  const throttle = make('window');
  for (let taken = 0; taken < 3; taken += 1) await throttle.take('key');
  system.clock.advance(59_000);
  await expect(throttle.take('key')).rejects.toMatchObject({ retryAfterSeconds: 1 });
  expect(await throttle.secondsUntilFree('key')).toBe(1);
  system.clock.advance(1000);
  expect(await throttle.secondsUntilFree('key')).toBe(0);
  await throttle.take('key');
});

it('keeps keys and purposes apart, and forgets on request', async () => {
  const one = make('one');
  for (let taken = 0; taken < 3; taken += 1) await one.countFailure('key');
  await expect(one.take('key')).rejects.toMatchObject({ code: 'rate_limited' });
  await one.take('other key');
  await make('two').take('key');
  await one.forget('key');
  await one.take('key');
});

it('stores no key in the clear, and removes old windows', async () => {
  await make('privacy').take('somebody@example.com');
  const before = await system.db.selectFrom('attempt_throttle').select('key').execute();
  expect(JSON.stringify(before)).not.toContain('somebody');
  system.clock.advance(86_401_000);
  await make('privacy').take('another');
  expect(await system.db.selectFrom('attempt_throttle').select('key').execute()).toHaveLength(1);
});
