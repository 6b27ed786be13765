import { expect, it } from 'vitest';
import { toDeliveryWords, toTimeline, toToldWords } from './timeline-entries.ts';

const at = (second: number) => new Date(Date.UTC(2026, 10, 24, 12, 0, second)).toISOString();
const activity = (id: string, second: number) => ({
  id,
  at: at(second),
  act: 'lead.accept',
  actorName: 'Ana',
  text: 'Accepted the lead',
  note: null,
});
const delivery = {
  id: 'd',
  path: '/leads/accepted',
  state: 'waiting' as const,
  createdAt: at(2),
  lastStatus: null,
  attempts: 0,
};

it('puts the newest first, and a message above the act that caused it', () => {
  const entries = toTimeline({
    activities: [activity('a', 1), activity('b', 2), activity('c', 3)],
    deliveries: [delivery],
  });
  expect(entries.map((entry) => (entry.kind === 'activity' ? entry.activity.id : 'd'))).toEqual([
    'c',
    'd',
    'b',
    'a',
  ]);
});

it.each([
  ['waiting', 0, 'On its way'],
  ['waiting', 1, 'Not received yet; tried once'],
  ['waiting', 3, 'Not received yet; tried 3 times'],
  ['succeeded', 1, 'Received by the partner'],
  ['failed', 9, 'Not received; we stopped trying'],
] as const)('words %s after %i tries', (state, attempts, label) => {
  expect(toDeliveryWords({ ...delivery, state, attempts }).label).toBe(label);
});

it('says what the partner was told, with or without the leading slash', () => {
  expect(toToldWords('leads/appointment_scheduled')).toBe('appointment scheduled');
  expect(toToldWords('/leads/accepted')).toBe('accepted');
});
