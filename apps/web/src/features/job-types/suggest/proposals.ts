import type { MappingProposal } from '@leads/contract/job-type-suggestions';
import type { PartnerJobType, Trade } from '@leads/contract/job-types';
import type { ProposalRow } from '#web/ui/proposals/proposals.ts';
import { toCountedWords } from '#web/ui/show/count-words.ts';
import { targetOf, type MappingDraft } from '../mapping.ts';

export interface ProposalContext {
  partnerJobTypes: readonly PartnerJobType[];
  trades: readonly Trade[];
  draft: MappingDraft;
}

/** The proposals that are still to be decided: what is mapped in the draft is left out. */
export function toProposalRows(
  proposals: readonly MappingProposal[],
  { partnerJobTypes, trades, draft }: ProposalContext,
): ProposalRow[] {
  const partners = new Map(partnerJobTypes.map((one) => [one.id, one]));
  const standards = new Map(
    trades.flatMap((trade) =>
      trade.standardJobTypes.map(({ id, name }) => [id, { name, trade: trade.name }] as const),
    ),
  );
  return proposals.flatMap(({ partnerJobTypeId, options }) => {
    const partnerJobType = partners.get(partnerJobTypeId);
    if (partnerJobType === undefined || targetOf(draft, partnerJobType) !== null) return [];
    const named = options.flatMap(({ standardJobTypeId, otherPartners, ...option }) => {
      const standard = standards.get(standardJobTypeId);
      if (standard === undefined) return [];
      const reason =
        otherPartners > 0 ? `mapped so for ${toCountedWords(otherPartners, 'other partner')}` : '';
      return [
        { ...option, id: standardJobTypeId, name: standard.name, note: standard.trade, reason },
      ];
    });
    const { id, name, category, partnerId } = partnerJobType;
    return named.length === 0
      ? []
      : [{ id, name, note: category === '' ? partnerId : category, options: named }];
  });
}
