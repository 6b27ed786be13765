import { IconSend } from '@tabler/icons-react';
import { expect, it } from 'vitest';
import { matching } from './command.ts';

const commands = ['Deliveries', 'Standard job types', 'Colour scheme: Dark'].map((label) => ({
  id: label,
  label,
  icon: IconSend,
  run: () => undefined,
}));
const labels = (typed: string) => matching(commands, typed).map(({ label }) => label);

it('shows everything while nothing is typed', () => {
  expect(labels('  ')).toHaveLength(3);
});

it('finds words in any order and any case', () => {
  expect(labels('TYPES stand')).toEqual(['Standard job types']);
  expect(labels('deliveries dark')).toEqual([]);
});
