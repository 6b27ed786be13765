/**
 * What a name may mean among the platform's standard job types, by its words: things, acts and trades, read by a list of
 * synonyms that people can edit. Pure: the same words give the same answer, and nothing is ever decided here; a person
 * accepts or rejects. Partners' lists and tenants' own job types are judged alike.
 */
export { compareJobTypeNames } from './compare-names.ts';
export { indexStandardTypes } from './standard-type-index.ts';
export type { StandardTypeIndex } from './standard-type-index.ts';
export { optionsMax, suggestStandardTypes } from './suggest-standard-types.ts';
