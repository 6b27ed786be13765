/** A count in the reader's locale; "–" where there is none yet, 0 only where zero is news. */
export function toCountWords(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : value.toLocaleString();
}

/** The total of a list: the API leaves it out above 10,000. */
export function toTotalWords(total: number | undefined): string {
  return total === undefined ? `${(10_000).toLocaleString()}+` : total.toLocaleString();
}

/** "1 tenant", "1,204 tenants"; "10,000+ tenants" for the null of a count that stopped there. */
export function toCountedWords(count: number | null, noun: string, nouns = `${noun}s`): string {
  return `${toTotalWords(count ?? undefined)} ${count === 1 ? noun : nouns}`;
}
