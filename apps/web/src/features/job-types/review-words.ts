import type { JobTypePreview, ReviewKind } from '@leads/contract/job-types';

export const reviewTabs: readonly {
  kind: ReviewKind;
  label: string;
  count: (review: JobTypePreview) => number;
}[] = [
  { kind: 'new', label: 'New', count: (review) => review.newCount },
  { kind: 'renamed', label: 'Renamed', count: (review) => review.renamedCount },
  { kind: 'remapped', label: 'Remapped', count: (review) => review.remappedCount },
  { kind: 'removed', label: 'Removed', count: (review) => review.removedCount },
  { kind: 'error', label: 'Errors', count: (review) => review.faultCount },
];

/** The tab that a reader wants first: what has to be mended, else the first that has something. */
export function firstTab(review: JobTypePreview): ReviewKind {
  if (review.faultCount > 0) return 'error';
  return reviewTabs.find(({ count }) => count(review) > 0)?.kind ?? 'new';
}

/** What applying does: "adds 12, renames 1, removes 2 and their mappings"; empty when nothing changes. */
export function toChangeWords(review: JobTypePreview): string {
  const parts: [number, string][] = [
    [review.newCount, `adds ${review.newCount.toLocaleString()}`],
    [review.renamedCount, `renames ${review.renamedCount.toLocaleString()}`],
    [review.remappedCount, `remaps ${review.remappedCount.toLocaleString()}`],
    [review.removedCount, toRemovedWords(review)],
  ];
  return parts
    .filter(([count]) => count > 0)
    .map(([, words]) => words)
    .join(', ');
}

function toRemovedWords({ removedCount, removedMappedCount }: JobTypePreview): string {
  const removes = `removes ${removedCount.toLocaleString()}`;
  if (removedMappedCount === 0) return `${removes}, with no mapping lost`;
  if (removedMappedCount < removedCount)
    return `${removes}, ${removedMappedCount.toLocaleString()} of them with a mapping`;
  return `${removes} and ${removedCount === 1 ? 'its mapping' : 'their mappings'}`;
}

/** Removing over a fifth of what is mapped has to be confirmed by the count; undefined when it need not. */
export function removedMappedToConfirm(review: JobTypePreview): number | undefined {
  const { removedMappedCount, mappedCountNow } = review;
  return removedMappedCount > mappedCountNow * 0.2 ? removedMappedCount : undefined;
}

/** "1.2 MB", "640 kB". */
export function toSizeWords(bytes: number): string {
  return bytes < 1_000_000
    ? `${Math.ceil(bytes / 1_000).toLocaleString()} kB`
    : `${(bytes / 1_000_000).toLocaleString(undefined, { maximumFractionDigits: 1 })} MB`;
}
