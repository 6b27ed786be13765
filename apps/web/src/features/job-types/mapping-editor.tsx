import type { PartnerJobType, RetiredJobType, Trade } from '@leads/contract/job-types';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useCallback, useMemo, useState, type ReactNode } from 'react';
import { SearchBox } from '#web/ui/list/search-box.tsx';
import { toCountedWords } from '#web/ui/show/count-words.ts';
import { StatePill } from '#web/ui/show/state-pill.tsx';
import type { MappingDraft, MappingIndex } from './mapping.ts';
import { PendingChanges } from './pending-changes.tsx';
import { TradeList } from './trade-list.tsx';
import { UnmappedList } from './unmapped-list.tsx';

export interface MappingEditorProps {
  integrationId: string;
  trades: readonly Trade[];
  /** Retired standard job types that are still mapped. */
  retired: readonly RetiredJobType[];
  partnerJobTypes: readonly PartnerJobType[];
  draft: MappingDraft;
  index: MappingIndex;
  onMap: (partnerJobType: PartnerJobType, standardJobTypeId: string | null) => void;
  onDiscard: () => void;
  readOnly: boolean;
  /** Stands at the end of the toolbar. */
  aside?: ReactNode;
}

/** The partner's job types under our standard ones, trade by trade; or only those that are not mapped. */
export function MappingEditor(props: MappingEditorProps) {
  const { partnerJobTypes, index, trades, retired } = props;
  const [search, setSearch] = useState('');
  // Those shown stay while they are mapped one by one, so that the list does not jump.
  const [unmapped, setUnmapped] = useState<readonly PartnerJobType[]>();
  const names = useMemo(() => namesOf(trades, retired), [trades, retired]);
  const nameOf = useCallback((id: string) => names.get(id) ?? 'a retired job type', [names]);
  const count = index.unmapped.length;
  return (
    <Stack gap="sm">
      <Group gap="sm" mih={36}>
        <Text>{toCountedWords(partnerJobTypes.length, 'partner job type')}</Text>
        <StatePill tone={count === 0 ? 'good' : 'warn'}>
          {count === 0 ? 'All mapped' : `${count.toLocaleString()} not mapped`}
        </StatePill>
        {unmapped !== undefined && (
          <Button variant="default" size="xs" onClick={() => setUnmapped(undefined)}>
            Show all
          </Button>
        )}
        {unmapped === undefined && count > 0 && (
          <Button variant="default" size="xs" onClick={() => setUnmapped(index.unmapped)}>
            Show only these
          </Button>
        )}
        <Group ml="auto">{props.aside}</Group>
      </Group>
      {!props.readOnly && <PendingChanges {...props} nameOf={nameOf} />}
      <SearchBox label="Search job types…" value={search} onChange={setSearch} />
      {unmapped === undefined ? (
        <TradeList {...props} search={search} nameOf={nameOf} />
      ) : (
        <UnmappedList {...props} shown={unmapped} search={search} />
      )}
    </Stack>
  );
}

function namesOf(
  trades: readonly Trade[],
  retired: readonly RetiredJobType[],
): ReadonlyMap<string, string> {
  const living = trades.flatMap(({ standardJobTypes }) => standardJobTypes);
  return new Map([
    ...living.map(({ id, name }): [string, string] => [id, name]),
    ...retired.map(({ id, name }): [string, string] => [id, `${name} (retired)`]),
  ]);
}
