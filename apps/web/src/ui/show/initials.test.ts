import { expect, it } from 'vitest';
import { initialsOf } from './initials.ts';

it.each([
  ['Acme Leads', 'AL'],
  ['Smart', 'S'],
  ['Pipe & Sons Plumbing', 'PP'],
  ['élan vital', 'ÉV'],
  ['🔧 Fixers', 'F'],
  ['—', '?'],
])('%s has the initials %s', (name, initials) => {
  expect(initialsOf(name)).toBe(initials);
});
