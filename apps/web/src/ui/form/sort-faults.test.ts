import { expect, it } from 'vitest';
import { sortFaults } from './sort-faults.ts';

it('puts a fault on its field and keeps those that have none', () => {
  const faults = [
    { pointer: '/general/name', message: 'Choose another name' },
    { pointer: '/general/name', message: 'Too short' },
    { pointer: '/version', message: 'Is missing' },
  ];
  expect(sortFaults(faults, { name: 'Acme' }, 'general')).toEqual({
    onFields: { name: 'Choose another name' },
    others: ['Is missing'],
  });
});
