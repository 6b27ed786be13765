import {
  removeStandardJobType,
  removeTrade,
  restoreStandardJobType,
  retireStandardJobType,
  type CatalogueTrade,
  type CatalogueType,
} from '@leads/contract/standard-job-types';
import { useQueryClient } from '@tanstack/react-query';
import { call } from '#web/api/call.ts';
import { Confirm } from '#web/ui/form/confirm.tsx';
import { toCountedWords } from '#web/ui/show/count-words.ts';
import { staleWithCatalogue } from './queries.ts';

interface TypeDialogProps {
  type: CatalogueType;
  opened: boolean;
  onClose: () => void;
}

/** Runs an act, then has the catalogue read again, also after a refusal: it is what the page shows that is old. */
function useCatalogueAct(): (act: () => Promise<unknown>) => Promise<void> {
  const queryClient = useQueryClient();
  return async (act) => {
    try {
      await act();
    } finally {
      for (const queryKey of staleWithCatalogue) void queryClient.invalidateQueries({ queryKey });
    }
  };
}

export function RetireDialog({ type, ...dialog }: TypeDialogProps) {
  const act = useCatalogueAct();
  const { id, version, partnerJobTypeCount, integrationCount } = type;
  return (
    <Confirm
      {...dialog}
      title={`Retire ${type.name}?`}
      verb="Retire"
      onConfirm={() =>
        act(() => call(retireStandardJobType, { params: { id }, body: { version } }))
      }
    >
      It leaves every choice, and imports cannot map anything new to it.{' '}
      {partnerJobTypeCount === 0
        ? 'No partner uses it.'
        : `${toCountedWords(partnerJobTypeCount, 'partner job type')} of ${toCountedWords(integrationCount, 'integration')} stay mapped to it and keep working.`}{' '}
      You can offer it again at any time.
    </Confirm>
  );
}

export function RestoreDialog({ type, ...dialog }: TypeDialogProps) {
  const act = useCatalogueAct();
  const { id, version } = type;
  return (
    <Confirm
      {...dialog}
      title={`Offer ${type.name} again?`}
      verb="Offer again"
      onConfirm={() =>
        act(() => call(restoreStandardJobType, { params: { id }, body: { version } }))
      }
    >
      Partners’ job types and tenants’ own can be mapped to it again.
    </Confirm>
  );
}

export function RemoveTypeDialog({ type, ...dialog }: TypeDialogProps) {
  const act = useCatalogueAct();
  return (
    <Confirm
      {...dialog}
      title={`Remove ${type.name}?`}
      verb="Remove job type"
      danger
      onConfirm={() => act(() => call(removeStandardJobType, { params: { id: type.id } }))}
    >
      It is gone for good, and its former names with it. Imports that name it are refused.
    </Confirm>
  );
}

export function RemoveTradeDialog({
  trade,
  ...dialog
}: Omit<TypeDialogProps, 'type'> & { trade: CatalogueTrade }) {
  const act = useCatalogueAct();
  return (
    <Confirm
      {...dialog}
      title={`Remove the trade ${trade.name}?`}
      verb="Remove trade"
      danger
      onConfirm={() => act(() => call(removeTrade, { params: { id: trade.id } }))}
    >
      Only a trade without job types can be removed, retired ones included.
    </Confirm>
  );
}
