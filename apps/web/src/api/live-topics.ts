import type { QueryKey } from '@tanstack/react-query';
import type { Hint } from './live-stream.ts';

/** The keys that a hint makes stale; without a hint those that any of its topic can. */
export type KeysOfHint = (hint?: Hint) => readonly QueryKey[];

/** Which query keys a hint of a topic makes stale; a function where that is a matter of the hint's id. */
export type LiveTopics = Readonly<Record<string, readonly QueryKey[] | KeysOfHint>>;

/** What a hint makes stale: after a break of the server's own stream, everything. */
export function findStaleKeys(topics: LiveTopics, hint: Hint): readonly QueryKey[] {
  if (hint.topic === 'refetch') return listAllKeys(topics);
  const keys = topics[hint.topic] ?? [];
  return typeof keys === 'function' ? keys(hint) : keys;
}

export function listAllKeys(topics: LiveTopics): readonly QueryKey[] {
  return Object.values(topics).flatMap((keys) => (typeof keys === 'function' ? keys() : keys));
}
