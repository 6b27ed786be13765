import type { PartnerJobType, Trade } from '@leads/contract/job-types';
import { lazy } from 'react';
import { ProposalsDrawer } from '#web/ui/proposals/proposals-drawer.tsx';
import type { MappingDraft } from '../mapping.ts';

const SuggestPanel = lazy(() =>
  import('./suggest-panel.tsx').then((module) => ({ default: module.SuggestPanel })),
);

export interface AcceptedMapping {
  partnerJobTypeId: string;
  standardJobTypeId: string;
}

export interface SuggestMappingsProps {
  integrationId: string;
  partnerJobTypes: readonly PartnerJobType[];
  trades: readonly Trade[];
  /** The draft as it is now: what is mapped there is not proposed. */
  mappings: MappingDraft;
  /** Adds what was accepted to the draft. Nothing is saved. */
  onAccept: (accepted: AcceptedMapping[]) => void;
}

/** The button that opens the proposals beside the mapping. */
export function SuggestMappings(props: SuggestMappingsProps) {
  return (
    <ProposalsDrawer>{(close) => <SuggestPanel {...props} onClose={close} />}</ProposalsDrawer>
  );
}
