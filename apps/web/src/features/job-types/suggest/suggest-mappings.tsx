import type { PartnerJobType, Trade } from '@leads/contract/job-types';
import { Button, Drawer } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import type { MappingDraft } from '../mapping.ts';
import { PanelSkeleton } from './panel-skeleton.tsx';
import type { AcceptedMapping } from './proposals.ts';

const SuggestPanel = lazy(() =>
  import('./suggest-panel.tsx').then((module) => ({ default: module.SuggestPanel })),
);

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
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button
        variant="light"
        size="xs"
        leftSection={<IconSparkles size={18} />}
        onClick={() => setOpened(true)}
      >
        Suggest mappings
      </Button>
      <Drawer
        opened={opened}
        onClose={() => setOpened(false)}
        position="right"
        size="min(48rem, 100%)"
        title="Suggest mappings"
        transitionProps={{ duration: 120 }}
        closeButtonProps={{ 'aria-label': 'Close suggestions' }}
      >
        <Suspense fallback={<PanelSkeleton />}>
          <SuggestPanel {...props} onClose={() => setOpened(false)} />
        </Suspense>
      </Drawer>
    </>
  );
}
