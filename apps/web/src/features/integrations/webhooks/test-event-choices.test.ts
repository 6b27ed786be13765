import { webhookPaths } from '@leads/contract/test-events';
import { expect, it } from 'vitest';
import { testEventGroups } from './test-event-choices.ts';

const off = {
  accounts: false,
  profiles: false,
  services: false,
  availability: false,
  leads: false,
  leadEvents: { accept: false, decline: false, appointments: false, invoice: false },
  urlPrefix: null,
};

it('puts what is switched on first, and loses none', () => {
  const leads = { ...off, leads: true, leadEvents: { ...off.leadEvents, appointments: true } };
  const groups = testEventGroups({ ...leads, services: true });
  expect(groups[0]?.items.map(({ value }) => value)).toEqual([
    '/leads/appointment_scheduled',
    '/leads/appointment_rescheduled',
    '/leads/appointment_canceled',
    '/services/updated',
  ]);
  expect(groups.flatMap(({ items }) => items)).toHaveLength(webhookPaths.length);
});

it('takes lead events for off while Leads is off', () => {
  const groups = testEventGroups({ ...off, leadEvents: { ...off.leadEvents, accept: true } });
  expect(groups).toHaveLength(1);
});
