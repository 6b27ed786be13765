import type { JobTypePreview } from '@leads/contract/job-types';
import { expect, it } from 'vitest';
import { removedMappedToConfirm, toChangeWords } from './review-words.ts';

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
  faults: [],
};

it('names only what happens', () => {
  expect(toChangeWords({ ...review, newCount: 1200, removedCount: 2 })).toBe(
    '1,200 new, 2 removed',
  );
  expect(toChangeWords(review)).toBe('');
});

it('asks for the count only above a fifth', () => {
  expect(removedMappedToConfirm({ ...review, removedMappedCount: 2 })).toBeUndefined();
  expect(removedMappedToConfirm({ ...review, removedMappedCount: 3 })).toBe(3);
});
