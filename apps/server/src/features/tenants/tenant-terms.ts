import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { likePart } from '#platform/db/like-pattern.ts';

/** Shorter terms are in too many names to be looked for anywhere in them, and hold no trigram to find them by. */
const anywhereLengthMin = 3;

/** The terms of what somebody typed, in lower case. */
export function toTerms(search: string | undefined): string[] {
  return (search ?? '')
    .toLowerCase()
    .split(/\s+/u)
    .filter((term) => term !== '');
}

/** Whether a term is found anywhere in a name, not only where a word starts. */
export const isFoundAnywhere = (term: string): boolean => [...term].length >= anywhereLengthMin;

/** Whether a name, in lower case behind a space, holds every term. */
export function nameMatches(
  searchName: RawBuilder<unknown>,
  terms: readonly string[],
): RawBuilder<boolean> {
  if (terms.length === 0) return sql`true`;
  const each = terms.map((term) => {
    const pattern = likePart(isFoundAnywhere(term) ? term : ` ${term}`);
    return sql`${searchName} like ${pattern}`;
  });
  return sql`(${sql.join(each, sql` and `)})`;
}
