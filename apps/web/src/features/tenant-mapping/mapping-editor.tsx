import type { TenantMapping } from '@leads/contract/tenant-mapping';
import { Group, Stack, Switch, Text } from '@mantine/core';
import { lazy, useMemo, useState } from 'react';
import { SearchBox } from '#web/ui/list/search-box.tsx';
import { ProposalsDrawer } from '#web/ui/proposals/proposals-drawer.tsx';
import { StatePill } from '#web/ui/show/state-pill.tsx';
import {
  acceptRows,
  filterRows,
  isMissing,
  isUnmapped,
  toTrades,
  unmappedFirst,
  withDraft,
  type ChangeDraft,
  type MappingDraft,
} from './mapping-draft.ts';
import styles from './mapping.module.css';
import { TradeList } from './trade-list.tsx';

const SuggestPanel = lazy(() =>
  import('./suggest-panel.tsx').then((module) => ({ default: module.SuggestPanel })),
);

export interface MappingEditorProps {
  tenantId: string;
  mapping: TenantMapping;
  draft: MappingDraft;
  onDraft: ChangeDraft;
  readOnly: boolean;
  /** Only what this partner offers, ordered by what is missing; else everything in the platform's order. */
  integrationId: string | undefined;
}

/** Standard job types by trade, each with the company's own job types and business units. */
export function MappingEditor(props: MappingEditorProps) {
  const { mapping, integrationId } = props;
  const [search, setSearch] = useState('');
  // Those shown stay while they are mapped one by one, so that the list does not jump.
  const [onlyMissing, setOnlyMissing] = useState(false);
  const ofPartner = integrationId !== undefined;
  const trades = useMemo(() => {
    const found = toTrades(filterRows(mapping.rows, { search, onlyMissing }));
    return ofPartner ? unmappedFirst(found) : found;
  }, [mapping.rows, search, onlyMissing, ofPartner]);
  return (
    <Stack gap="md">
      <Group gap="md">
        <div className={styles['search']}>
          <SearchBox label="Search job types…" value={search} onChange={setSearch} />
        </div>
        <Switch
          label="Only missing ones"
          checked={onlyMissing}
          onChange={(event) => setOnlyMissing(event.currentTarget.checked)}
        />
        <div className={styles['suggest']}>{!props.readOnly && <Suggestions {...props} />}</div>
      </Group>
      <Coverage {...props} />
      {mapping.jobTypes.length === 0 && (
        <Text>
          Your company has no job types here yet. They come from your field service system.
        </Text>
      )}
      {trades.length === 0 ? (
        <Text c="dimmed">{search === '' ? 'Nothing is missing.' : 'No job type matches.'}</Text>
      ) : (
        <TradeList {...props} trades={trades} allOpen={search !== '' || onlyMissing} />
      )}
    </Stack>
  );
}

/** How far one has come, with what is not saved yet. */
function Coverage({ mapping, draft, integrationId }: MappingEditorProps) {
  const rows = mapping.rows.map((row) => withDraft(row, draft));
  const covered = rows.filter((row) => !isUnmapped(row)).length;
  const missing = rows.filter(isMissing).length;
  const words = `${covered.toLocaleString()} of ${rows.length.toLocaleString()} covered`;
  return (
    <Group gap="md" component="output">
      <Text component="span" fw={550} className={styles['count'] ?? ''}>
        {words}
      </Text>
      <StatePill tone={missing === 0 ? 'good' : 'warn'}>
        {toMissingWords(missing, integrationId !== undefined)}
      </StatePill>
    </Group>
  );
}

function toMissingWords(missing: number, ofPartner: boolean): string {
  if (missing === 0)
    return ofPartner ? 'Everything is covered' : 'Nothing missing for your partners';
  return `${missing.toLocaleString()} missing${ofPartner ? '' : ' for your partners'}`;
}

function Suggestions({ tenantId, integrationId, mapping, draft, onDraft }: MappingEditorProps) {
  return (
    <ProposalsDrawer>
      {(close) => (
        <SuggestPanel
          tenantId={tenantId}
          integrationId={integrationId}
          mapping={mapping}
          draft={draft}
          onAccept={(accepted) => onDraft((now, saved) => acceptRows(now, saved, accepted))}
          onClose={close}
        />
      )}
    </ProposalsDrawer>
  );
}
