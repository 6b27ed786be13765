import type { LeadPerson } from '@leads/contract/lead';

/** Who else has the lead open, in a sentence: up to two by name. */
export function toViewerWords(viewers: readonly LeadPerson[]): string {
  const [first, second, ...more] = viewers.map(({ name }) => name);
  if (first === undefined) return '';
  if (second === undefined) return `${first} has it open too`;
  if (more.length === 0) return `${first} and ${second} have it open too`;
  const others = more.length === 1 ? '1 other' : `${more.length} others`;
  return `${first}, ${second} and ${others} have it open too`;
}
