import type { JobTypePreview } from '@leads/contract/job-types';
import { expect, it } from 'vitest';
import { firstTab, removedMappedToConfirm, toChangeWords, toSizeWords } from './review-words.ts';

const review: JobTypePreview = {
  previewId: '01930000-0000-7000-8000-000000000000',
  rowCount: 20,
  newCount: 0,
  renamedCount: 0,
  remappedCount: 0,
  removedCount: 0,
  unchangedCount: 20,
  removedMappedCount: 0,
  mappedCountNow: 10,
  faultCount: 0,
};

it('names only what happens', () => {
  expect(toChangeWords({ ...review, newCount: 1200, removedCount: 2 })).toBe(
    'adds 1,200, removes 2, with no mapping lost',
  );
  expect(toChangeWords(review)).toBe('');
});

it.each([
  [1, 1, 'removes 1 and its mapping'],
  [2, 2, 'removes 2 and their mappings'],
  [5, 2, 'removes 5, 2 of them with a mapping'],
])(
  'says of %i removed with %i mappings what is lost',
  (removedCount, removedMappedCount, words) => {
    expect(toChangeWords({ ...review, removedCount, removedMappedCount })).toBe(words);
  },
);

it('opens what has to be mended first, else what changes', () => {
  expect(firstTab({ ...review, newCount: 1, faultCount: 1 })).toBe('error');
  expect(firstTab({ ...review, removedCount: 1 })).toBe('removed');
});

it('tells sizes in words', () => {
  expect([1, 640_000, 1_240_000, 10_485_760].map(toSizeWords)).toEqual([
    '1 kB',
    '640 kB',
    '1.2 MB',
    '10.5 MB',
  ]);
});

it('asks for the count only above a fifth', () => {
  expect(removedMappedToConfirm({ ...review, removedMappedCount: 2 })).toBeUndefined();
  expect(removedMappedToConfirm({ ...review, removedMappedCount: 3 })).toBe(3);
});
