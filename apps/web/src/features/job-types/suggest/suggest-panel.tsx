import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ErrorState } from '#web/ui/page/error-state.tsx';
import { PanelSkeleton } from '#web/ui/proposals/panel-skeleton.tsx';
import { ProposalPanel } from '#web/ui/proposals/proposal-panel.tsx';
import { toProposalRows } from './proposals.ts';
import { suggestionsQuery } from './queries.ts';
import type { SuggestMappingsProps } from './suggest-mappings.tsx';

interface SuggestPanelProps extends SuggestMappingsProps {
  onClose: () => void;
}

/** Proposals for the partner job types that are not mapped. */
export function SuggestPanel(props: SuggestPanelProps) {
  const { integrationId, partnerJobTypes, trades, mappings, onAccept, onClose } = props;
  const { data, error, refetch } = useQuery(suggestionsQuery(integrationId));
  const rows = useMemo(
    () => toProposalRows(data?.proposals ?? [], { partnerJobTypes, trades, draft: mappings }),
    [data, partnerJobTypes, trades, mappings],
  );
  if (data === undefined) {
    if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
    return <PanelSkeleton />;
  }
  return (
    <ProposalPanel
      storageKey={`rejected-suggestions-${integrationId}`}
      rows={rows}
      optionLabel="Standard job type"
      unmappedCount={data.unmappedCount}
      moreCount={data.moreCount}
      emptyWords="No name that is not mapped is close enough to a standard job type. Map the rest by hand."
      onAccept={(accepted) =>
        onAccept(
          accepted.map(({ rowId, optionId }) => ({
            partnerJobTypeId: rowId,
            standardJobTypeId: optionId,
          })),
        )
      }
      onClose={onClose}
    />
  );
}
