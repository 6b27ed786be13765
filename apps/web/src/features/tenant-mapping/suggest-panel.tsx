import type { TenantMapping, TenantMappingProposal } from '@leads/contract/tenant-mapping';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ErrorState } from '#web/ui/page/error-state.tsx';
import { PanelSkeleton } from '#web/ui/proposals/panel-skeleton.tsx';
import { ProposalPanel } from '#web/ui/proposals/proposal-panel.tsx';
import type { AcceptedRow, MappingDraft } from './mapping-draft.ts';
import { tenantSuggestionsQuery } from './queries.ts';
import { toSuggestionRows } from './suggestion-rows.ts';

export interface SuggestPanelProps {
  tenantId: string;
  integrationId: string | undefined;
  mapping: TenantMapping;
  /** As it is now: what is mapped there is not proposed. */
  draft: MappingDraft;
  /** Takes what was accepted into the draft. Nothing is saved. */
  onAccept: (accepted: AcceptedRow[]) => void;
  onClose: () => void;
}

/** Own job types for the standard ones that are not mapped, with the business units that do the rest of the trade. */
export function SuggestPanel(props: SuggestPanelProps) {
  const { tenantId, integrationId, mapping, draft, onAccept, onClose } = props;
  const { data, error, refetch } = useQuery(tenantSuggestionsQuery(tenantId, integrationId));
  const rows = useMemo(
    () => toSuggestionRows(data?.proposals ?? [], { mapping, draft }),
    [data, mapping, draft],
  );
  if (data === undefined) {
    if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
    return <PanelSkeleton />;
  }
  const units = new Map(
    data.proposals.map((one: TenantMappingProposal) => [
      one.standardJobTypeId,
      one.businessUnitIds,
    ]),
  );
  return (
    <ProposalPanel
      storageKey={`rejected-suggestions-${tenantId}`}
      rows={rows}
      optionLabel="Job type"
      unmappedCount={data.unmappedCount}
      emptyWords="None of your job types that is left is named like a standard one. Map the rest by hand."
      onAccept={(accepted) =>
        onAccept(
          accepted.map(({ rowId, optionId }) => ({
            standardJobTypeId: rowId,
            tenantJobTypeId: optionId,
            businessUnitIds: units.get(rowId) ?? [],
          })),
        )
      }
      onClose={onClose}
    />
  );
}
