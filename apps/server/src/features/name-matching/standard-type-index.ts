import MiniSearch from 'minisearch';
import { readText } from './field-words.ts';
import type { Reading, Term } from './field-words.ts';

export interface StandardType {
  id: string;
  name: string;
  trade: string;
}

/** A standard job type as suggestions compare it: what is worked on, and what is done. */
export interface IndexedType extends StandardType {
  objects: readonly string[];
  actions: readonly string[];
  /** No other type of the catalogue is about the same things. */
  isOnly: boolean;
  /** Other trades have nothing to do with these things. */
  inOneTrade: boolean;
}

export interface StandardTypeIndex {
  /** Types that share a thing with the tokens, the best match first. */
  find(tokens: readonly string[]): IndexedType[];
  /** The trades that a category or a trade's name in a text points to. */
  tradesOf(text: string, reading: Reading): ReadonlySet<string>;
}

const candidatesMax = 20;

/** Indexes the living catalogue; cheap enough for each request (about 130 types). */
export function indexStandardTypes(types: readonly StandardType[]): StandardTypeIndex {
  const read = types.map(toIndexed);
  const keyOf = (objects: readonly string[]): string => objects.toSorted().join(' ');
  const sameThings = Map.groupBy(read, ({ objects }) => keyOf(objects));
  const tradesByToken = groupTrades(read);
  const indexed = read.map((one) => ({
    ...one,
    isOnly: sameThings.get(keyOf(one.objects))?.length === 1,
    inOneTrade: one.objects.every((token) => tradesByToken.get(token)?.size === 1),
  }));
  const byId = new Map(indexed.map((one) => [one.id, one]));
  const search = new MiniSearch<{ id: string; objects: string }>({
    fields: ['objects'],
    tokenize: (text) => text.split(' '),
  });
  search.addAll(indexed.map(({ id, objects }) => ({ id, objects: objects.join(' ') })));
  return {
    find: (tokens) =>
      search
        .search(tokens.join(' '))
        .slice(0, candidatesMax)
        .flatMap(({ id }) => byId.get(String(id)) ?? []),
    tradesOf: createTradeFinder(indexed, tradesByToken),
  };
}

type Read = Omit<IndexedType, 'isOnly' | 'inOneTrade'>;

const tokensOf = (terms: readonly Term[]): string[] => [
  ...new Set(terms.map(({ token }) => token)),
];

function toIndexed(type: StandardType): Read {
  const { objects, trades, outside, unknown, actions } = readText(type.name);
  const things = [...objects, ...outside, ...unknown];
  return {
    ...type,
    // "Plumbing Inspection" is about plumbing itself, and so is what a trade's name alone asks for.
    objects: tokensOf(things.length > 0 ? things : trades),
    // "Lockout Service": in our own names the word stands for whatever there is to do.
    actions: tokensOf(actions.filter(({ text }) => text.toLowerCase() !== 'service')),
  };
}

function groupTrades(types: readonly Read[]): Map<string, Set<string>> {
  const byToken = new Map<string, Set<string>>();
  for (const { objects, trade } of types) {
    for (const token of objects) {
      byToken.set(token, (byToken.get(token) ?? new Set()).add(trade));
    }
  }
  return byToken;
}

function createTradeFinder(
  types: readonly Read[],
  byToken: ReadonlyMap<string, ReadonlySet<string>>,
): StandardTypeIndex['tradesOf'] {
  const byName = new Map(types.map(({ trade }) => [toKey(trade), trade]));
  return (text, reading) => {
    const exact = byName.get(toKey(text));
    if (exact !== undefined) return new Set([exact]);
    const tokens = [...reading.objects, ...reading.trades, ...reading.unknown];
    return new Set(tokens.flatMap(({ token }) => [...(byToken.get(token) ?? [])]));
  };
}

/** "Garage Doors" and "garage door" are one trade. */
const toKey = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/s$/, '');
