import type { MappingProposal, ProposedType } from '@leads/contract/job-type-suggestions';
import type { PartnerJobType, Trade } from '@leads/contract/job-types';
import { targetOf, type MappingDraft } from '../mapping.ts';

/** A proposal as the panel shows it. */
export interface ProposalRow {
  partnerJobType: PartnerJobType;
  /** The likeliest first, each with its name. */
  options: readonly NamedOption[];
}

export interface NamedOption extends ProposedType {
  name: string;
  trade: string;
}

export interface AcceptedMapping {
  partnerJobTypeId: string;
  standardJobTypeId: string;
}

export interface ProposalContext {
  partnerJobTypes: readonly PartnerJobType[];
  trades: readonly Trade[];
  draft: MappingDraft;
  rejected: ReadonlySet<string>;
}

/** The proposals that are still to be decided: neither mapped in the draft nor rejected. */
export function toProposalRows(
  proposals: readonly MappingProposal[],
  { partnerJobTypes, trades, draft, rejected }: ProposalContext,
): ProposalRow[] {
  const partners = new Map(partnerJobTypes.map((one) => [one.id, one]));
  const standards = new Map(
    trades.flatMap((trade) =>
      trade.standardJobTypes.map(({ id, name }) => [id, { name, trade: trade.name }] as const),
    ),
  );
  return proposals.flatMap(({ partnerJobTypeId, options }) => {
    const partnerJobType = partners.get(partnerJobTypeId);
    if (partnerJobType === undefined || rejected.has(partnerJobTypeId)) return [];
    if (targetOf(draft, partnerJobType) !== null) return [];
    const named = options.flatMap((option) => {
      const standard = standards.get(option.standardJobTypeId);
      return standard === undefined ? [] : [{ ...option, ...standard }];
    });
    return named.length === 0 ? [] : [{ partnerJobType, options: named }];
  });
}

export const confidenceGroups = [
  { word: 'Sure', least: 0.9, range: '90 % and above', tone: 'good' },
  { word: 'Likely', least: 0.7, range: '70 to 89 %', tone: 'busy' },
  { word: 'Possible', least: 0, range: 'below 70 %', tone: 'off' },
] as const;

export const groupOf = (confidence: number) =>
  confidenceGroups.find(({ least }) => confidence >= least) ?? confidenceGroups[2];

export const bestOf = ({ options }: ProposalRow): NamedOption => options[0] as NamedOption;

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
