import type { ReadDb, Tx } from '#platform/act/context.ts';

interface CatalogueEntry {
  id: string;
  name: string;
  trade: string;
}

/** The catalogue as imports look it up: by name without regard to case. */
export interface Catalogue {
  hasTrade(trade: string): boolean;
  /** Every standard job type of that name, at most one per trade. */
  find(name: string): readonly CatalogueEntry[];
  nameOf(id: string): CatalogueEntry | undefined;
}

export function createCatalogue(entries: readonly CatalogueEntry[]): Catalogue {
  const byName = Map.groupBy(entries, (entry) => entry.name.toLowerCase());
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const trades = new Set(entries.map((entry) => entry.trade.toLowerCase()));
  return {
    hasTrade: (trade) => trades.has(trade.toLowerCase()),
    find: (name) => byName.get(name.toLowerCase()) ?? [],
    nameOf: (id) => byId.get(id),
  };
}

/** Reads the whole catalogue; retired types stay valid where they are mapped, and are known to imports. */
export async function readCatalogue(db: ReadDb | Tx): Promise<Catalogue> {
  const entries = await db
    .selectFrom('standard_job_type as s')
    .innerJoin('trade as t', 't.id', 's.trade_id')
    .select(['s.id', 's.name', 't.name as trade'])
    .execute();
  return createCatalogue(entries);
}
