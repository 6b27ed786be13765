/** One thing that may be meant. */
export interface ProposedOption {
  id: string;
  name: string;
  /** Where it belongs, such as its trade. */
  note: string;
  /** 0 to 1. */
  confidence: number;
  /** Words that spoke for it, in lower case; they are marked in the row. */
  matched: readonly string[];
  /** What else is to be known before it is accepted. */
  reason?: string;
}

/** Something that is to be translated, with what it may mean. */
export interface ProposalRow {
  id: string;
  name: string;
  /** Below the name; its matched words are marked as well. */
  note: string;
  /** The likeliest first; never empty. */
  options: readonly ProposedOption[];
}

/** What a person decided for a row. */
export interface AcceptedProposal {
  rowId: string;
  optionId: string;
}

export const confidenceGroups = [
  { word: 'Sure', least: 0.9, range: '90 % and above', tone: 'good' },
  { word: 'Likely', least: 0.7, range: '70 to 89 %', tone: 'busy' },
  { word: 'Possible', least: 0, range: 'below 70 %', tone: 'off' },
] as const;

export const groupOf = (confidence: number) =>
  confidenceGroups.find(({ least }) => confidence >= least) ?? confidenceGroups[2];

export const bestOf = ({ options }: ProposalRow): ProposedOption => options[0] as ProposedOption;

/** Rows whose likeliest option reaches the level. */
export function rowsFrom(rows: readonly ProposalRow[], level: number): ProposalRow[] {
  return rows.filter((row) => bestOf(row).confidence >= level);
}

export interface TextPart {
  text: string;
  matched: boolean;
}

/** A name cut at the words that spoke for the proposal, whatever their case and accents. */
export function markWords(text: string, matched: readonly string[]): TextPart[] {
  const wanted = new Set(matched.map(fold));
  const parts: TextPart[] = [];
  for (const [part] of text.matchAll(/a\/c\b|[\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}]+/giu)) {
    const isMatched = wanted.has(fold(part));
    const last = parts.at(-1);
    if (last?.matched === isMatched) last.text += part;
    else parts.push({ text: part, matched: isMatched });
  }
  return parts;
}

const fold = (text: string): string =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
