import type { TenantMapping, TenantMappingProposal } from '@leads/contract/tenant-mapping';
import type { ProposalRow } from '#web/ui/proposals/proposals.ts';
import { isUnmapped, withDraft, type MappingDraft } from './mapping-draft.ts';

/** The proposals that are still to be decided, with the names of this page; what the page does not know is left out. */
export function toSuggestionRows(
  proposals: readonly TenantMappingProposal[],
  { mapping, draft }: { mapping: TenantMapping; draft: MappingDraft },
): ProposalRow[] {
  const rows = new Map(mapping.rows.map((row) => [row.standardJobTypeId, row]));
  const jobTypes = new Map(mapping.jobTypes.map(({ id, name }) => [id, name]));
  const units = new Map(mapping.businessUnits.map(({ id, name }) => [id, name]));
  return proposals.flatMap(({ standardJobTypeId, options, businessUnitIds }): ProposalRow[] => {
    const row = rows.get(standardJobTypeId);
    if (row === undefined || !isUnmapped(withDraft(row, draft))) return [];
    const unitWords = businessUnitIds.flatMap((id) => units.get(id) ?? []).join(', ');
    const named = options.flatMap(({ tenantJobTypeId, confidence, matched }) => {
      const name = jobTypes.get(tenantJobTypeId);
      return name === undefined
        ? []
        : [
            {
              id: tenantJobTypeId,
              name,
              note: '',
              confidence,
              matched,
              reason: unitWords === '' ? '' : `done by ${unitWords}`,
            },
          ];
    });
    return named.length === 0
      ? []
      : [{ id: standardJobTypeId, name: row.name, note: row.trade, options: named }];
  });
}
