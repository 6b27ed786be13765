import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import SearchableMap from 'minisearch/SearchableMap';
import { stemmer } from 'stemmer';

const kinds = ['action', 'object', 'symptom', 'trade', 'outside', 'filler'] as const;
type Kind = (typeof kinds)[number];

interface Meaning {
  kind: Kind;
  /** The field's own words for it, one for all synonyms; several where a phrase names a thing and what is done. */
  tokens: string[];
}

/** One thing that a text speaks of, with the words that said so. */
export interface Term {
  token: string;
  text: string;
}

/** A text as the field understands it. */
export interface Reading {
  /** What the work is done on, in the order of the text. */
  objects: Term[];
  /** What is done. */
  actions: Term[];
  /** A trade that is named; it says where to look, not what to do. */
  trades: Term[];
  /** Things of the field that no catalogue of ours has to know, such as pools. */
  outside: Term[];
  /** Words that say nothing to us. */
  unknown: Term[];
}

const phraseWordsMax = 5;
/** Shorter words are too often another word by one letter. */
const typoLengthMin = 6;
const joints = new Set('and or the of in a an to with my your for on at by from &'.split(' '));

const { exact, stemmed, actions, vocabulary } = loadSynonyms();

function loadSynonyms() {
  const rows: string[][] = parse(readFileSync(new URL('./synonyms.csv', import.meta.url)), {
    from_line: 2,
  });
  const exact = new Map<string, Meaning>();
  const stemmed = new Map<string, Meaning>();
  const actions = new Set<string>();
  const vocabulary = new SearchableMap<true>();
  for (const [kind = '', meaning = '', words = ''] of rows) {
    if (kind === 'action') actions.add(meaning);
    for (const phrase of words.split('|')) {
      const split = splitWords(phrase);
      const one: Meaning = { kind: kind as Kind, tokens: meaning.split(' ') };
      exact.set(joinBy(split, 'lower'), one);
      const stems = joinBy(split, 'stem');
      // "general" and "generator" have one stem: what the list names first keeps it.
      if (!stemmed.has(stems)) stemmed.set(stems, one);
      for (const { stem } of split) vocabulary.set(stem, true);
    }
  }
  return { exact, stemmed, actions, vocabulary };
}

interface Word {
  /** In lower case; `a/c` keeps its stroke. */
  text: string;
  /** As the synonyms list it. */
  lower: string;
  stem: string;
}

function joinBy(words: readonly Word[], key: 'lower' | 'stem'): string {
  return words.map((word) => word[key]).join(' ');
}

/** Words without accents, case, endings, joints, numbers and codes; `A/C` is one word. */
function splitWords(text: string): Word[] {
  const plain = text.normalize('NFKD').replaceAll(/\p{M}/gu, '');
  return [...plain.matchAll(/\ba\/c\b|[\p{L}\p{N}]+/giu)].flatMap(([found]) => {
    const written = found.toLowerCase();
    const lower = written.replace('/', '');
    if (joints.has(lower) || /\d/.test(lower)) return [];
    return [{ text: written, lower, stem: stemmer(lower) }];
  });
}

/** Reads a name or a category: phrases first, the longest that is known, then word by word; small typos are forgiven. */
export function readText(text: string): Reading {
  const reading: Reading = { objects: [], actions: [], trades: [], outside: [], unknown: [] };
  const words = splitWords(text).map(mendTypo);
  for (let at = 0; at < words.length;) {
    const { meaning, length } = findPhrase(words, at);
    const written = words.slice(at, at + length).map((word) => word.text);
    addTerms(reading, meaning, { text: written.join(' '), token: words[at]?.stem ?? '' });
    at += length;
  }
  return settleSymptoms(reading);
}

function findPhrase(words: readonly Word[], at: number): { meaning?: Meaning; length: number } {
  for (let length = Math.min(phraseWordsMax, words.length - at); length > 0; length -= 1) {
    const part = words.slice(at, at + length);
    const meaning = exact.get(joinBy(part, 'lower')) ?? stemmed.get(joinBy(part, 'stem'));
    if (meaning !== undefined) return { meaning, length };
  }
  return { length: 1 };
}

const symptomMark = '?';

function addTerms(reading: Reading, meaning: Meaning | undefined, { text, token }: Term): void {
  if (meaning === undefined) {
    reading.unknown.push({ token, text });
    return;
  }
  if (meaning.kind === 'filler') return;
  for (const one of meaning.tokens) {
    if (actions.has(one)) reading.actions.push({ token: one, text });
    else if (meaning.kind === 'trade') reading.trades.push({ token: one, text });
    else if (meaning.kind === 'outside') reading.outside.push({ token: one, text });
    else if (meaning.kind === 'symptom') reading.objects.push({ token: symptomMark + one, text });
    else reading.objects.push({ token: one, text });
  }
}

/** A leak alone is what is looked for; the leak of a faucet is a faucet to repair. */
function settleSymptoms(reading: Reading): Reading {
  const isSymptom = ({ token }: Term): boolean => token.startsWith(symptomMark);
  const things = reading.objects.filter((term) => !isSymptom(term));
  const symptoms = reading.objects.filter(isSymptom);
  if (symptoms.length === 0) return reading;
  if (things.length + reading.outside.length === 0) {
    const objects = symptoms.map(({ token, text }) => ({ token: token.slice(1), text }));
    return { ...reading, objects };
  }
  const repairs = symptoms.map(({ text }) => ({ token: 'repair', text }));
  return { ...reading, objects: things, actions: [...reading.actions, ...repairs] };
}

const mended = new Map<string, string>();
const mendedMax = 50_000;

function mendTypo(word: Word): Word {
  if (word.stem.length < typoLengthMin || vocabulary.has(word.stem)) return word;
  let stem = mended.get(word.stem);
  if (stem === undefined) {
    const [nearest] = [...vocabulary.fuzzyGet(word.stem, 1).keys()];
    stem = nearest ?? word.stem;
    if (mended.size >= mendedMax) mended.clear();
    mended.set(word.stem, stem);
  }
  return { ...word, stem };
}
