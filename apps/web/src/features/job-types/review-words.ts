import type { JobTypePreview } from '@leads/contract/job-types';

/** What applying does, as the button says it: "12 new, 1 renamed, 2 removed"; empty when nothing changes. */
export function toChangeWords(review: JobTypePreview): string {
  const parts: [number, string][] = [
    [review.newCount, 'new'],
    [review.renamedCount, 'renamed'],
    [review.remappedCount, 'remapped'],
    [review.removedCount, 'removed'],
  ];
  return parts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count.toLocaleString()} ${word}`)
    .join(', ');
}

/** Removing over a fifth of what is mapped has to be confirmed by the count; undefined when it need not. */
export function removedMappedToConfirm(review: JobTypePreview): number | undefined {
  const { removedMappedCount, mappedCountNow } = review;
  return removedMappedCount > mappedCountNow * 0.2 ? removedMappedCount : undefined;
}
