import { indexStandardTypes } from './standard-type-index.ts';
import type { StandardType } from './standard-type-index.ts';
import { suggestStandardTypes } from './suggest-standard-types.ts';
import type { Suggestion } from './suggest-standard-types.ts';

/**
 * What each name may mean among these standard job types, in the order of the names; the same words as the suggestions
 * for partners' lists, so that both sides of a translation are judged alike. Pure; 500 names take some 10 ms.
 */
export function compareJobTypeNames(
  types: readonly StandardType[],
  named: readonly { name: string }[],
): Suggestion[][] {
  const index = indexStandardTypes(types);
  return named.map(({ name }) => suggestStandardTypes(index, { name, category: '' }));
}
