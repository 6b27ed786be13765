import { expect, it } from 'vitest';
import { findStaleKeys, listAllKeys, type LiveTopics } from './live-topics.ts';

const topics: LiveTopics = {
  things: (hint) => [['things', 'list'], hint === undefined ? ['things'] : ['things', hint.id]],
  others: [['others']],
};

it('finds what a hint is about, and nothing for a topic of other pages', () => {
  expect(findStaleKeys(topics, { topic: 'things', id: 'a' })).toEqual([
    ['things', 'list'],
    ['things', 'a'],
  ]);
  expect(findStaleKeys(topics, { topic: 'others', id: 'a' })).toEqual([['others']]);
  expect(findStaleKeys(topics, { topic: 'elsewhere', id: 'a' })).toEqual([]);
});

it('finds everything when hints may have been missed', () => {
  const all = [['things', 'list'], ['things'], ['others']];
  expect(listAllKeys(topics)).toEqual(all);
  expect(findStaleKeys(topics, { topic: 'refetch', id: '' })).toEqual(all);
});
