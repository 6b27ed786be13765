import { toCountedWords } from '#web/ui/show/count-words.ts';

const units = [
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3600 },
  { unit: 'minute', seconds: 60 },
] as const;

/** A second or two less than a whole unit is that unit: what was spent on the way does not count. */
const shareOfWhole = 0.98;

/** A span of time as people say it, to a tenth: 3,599 seconds are "1 hour", 5,400 "1.5 hours". */
export function toSpanWords(seconds: number): string {
  const fitting = units.find((one) => seconds >= one.seconds * shareOfWhole);
  if (fitting === undefined) return toCountedWords(Math.round(seconds), 'second');
  const count = Math.round((seconds / fitting.seconds) * 10) / 10;
  return toCountedWords(count, fitting.unit);
}
