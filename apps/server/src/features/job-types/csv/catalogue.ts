import type { Reader } from '#platform/act/context.ts';

export interface CatalogueEntry {
  id: string;
  name: string;
  trade: string;
  isRetired: boolean;
  formerNames: readonly string[];
}

/** The catalogue as imports look it up: by names of now and of before, without regard to case. */
export interface Catalogue {
  hasTrade(trade: string): boolean;
  /** Whether the entry is in the trade of that name, which may be one it had before. */
  isInTrade(entry: CatalogueEntry, trade: string): boolean;
  /** Every standard job type of that name, at most one per trade; a name of now goes before a former one. */
  find(name: string): readonly CatalogueEntry[];
  nameOf(id: string): CatalogueEntry | undefined;
}

export interface FormerTradeName {
  name: string;
  /** The trade's name now. */
  trade: string;
}

export function createCatalogue(
  entries: readonly CatalogueEntry[],
  formerTrades: readonly FormerTradeName[] = [],
): Catalogue {
  const byName = Map.groupBy(entries, (entry) => entry.name.toLowerCase());
  const byFormerName = new Map<string, CatalogueEntry[]>();
  for (const entry of entries) {
    for (const name of entry.formerNames) {
      const key = name.toLowerCase();
      byFormerName.set(key, [...(byFormerName.get(key) ?? []), entry]);
    }
  }
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const tradeNow = new Map([
    ...formerTrades.map(({ name, trade }) => [name.toLowerCase(), trade] as const),
    ...entries.map(({ trade }) => [trade.toLowerCase(), trade] as const),
  ]);
  return {
    hasTrade: (trade) => tradeNow.has(trade.toLowerCase()),
    isInTrade: (entry, trade) => tradeNow.get(trade.toLowerCase()) === entry.trade,
    find: (name) => {
      const key = name.toLowerCase();
      const now = byName.get(key) ?? [];
      const before = byFormerName.get(key);
      if (before === undefined) return now;
      const trades = new Set(now.map(({ trade }) => trade));
      return [...now, ...before.filter(({ trade }) => !trades.has(trade))];
    },
    nameOf: (id) => byId.get(id),
  };
}

/** Reads the whole catalogue; retired types stay valid where they are mapped, and are known to imports. */
export async function readCatalogue(db: Reader): Promise<Catalogue> {
  const [types, formerNames, formerTrades] = await Promise.all([
    db
      .selectFrom('standard_job_type as s')
      .innerJoin('trade as t', 't.id', 's.trade_id')
      .select(['s.id', 's.name', 's.retired_at', 't.name as trade'])
      .execute(),
    db
      .selectFrom('standard_job_type_former_name')
      .select(['standard_job_type_id as typeId', 'name'])
      .execute(),
    db
      .selectFrom('trade_former_name as f')
      .innerJoin('trade as t', 't.id', 'f.trade_id')
      .select(['f.name', 't.name as trade'])
      .execute(),
  ]);
  const formerById = Map.groupBy(formerNames, ({ typeId }) => typeId);
  return createCatalogue(
    types.map(({ id, name, trade, retired_at: retiredAt }) => ({
      id,
      name,
      trade,
      isRetired: retiredAt !== null,
      formerNames: (formerById.get(id) ?? []).map((former) => former.name),
    })),
    formerTrades,
  );
}
