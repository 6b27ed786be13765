import type { MappingRow, TenantMapping } from '@leads/contract/tenant-mapping';
import { Accordion, Group, Stack, Switch, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { SearchBox } from '#web/ui/list/search-box.tsx';
import { StatePill } from '#web/ui/show/state-pill.tsx';
import {
  changeRow,
  filterRows,
  hasSame,
  isUnmapped,
  setUnitsOfAll,
  toTrades,
  unmappedFirst,
  withDraft,
  type MappingDraft,
  type TradeRows,
} from './mapping-draft.ts';
import { MappingRowInputs } from './mapping-row-inputs.tsx';
import styles from './mapping.module.css';

export interface MappingEditorProps {
  mapping: TenantMapping;
  draft: MappingDraft;
  onDraft: (draft: MappingDraft) => void;
  readOnly: boolean;
  /** Order by what is missing; else the platform's order. */
  unmappedFirst: boolean;
}

/** Standard job types by trade, each with the company's own job types and business units. */
export function MappingEditor(props: MappingEditorProps) {
  const { mapping, draft } = props;
  const [search, setSearch] = useState('');
  // Those shown stay while they are mapped one by one, so that the list does not jump.
  const [onlyUnmapped, setOnlyUnmapped] = useState(false);
  const trades = useMemo(() => {
    const found = toTrades(filterRows(mapping.rows, { search, onlyUnmapped }));
    return props.unmappedFirst ? unmappedFirst(found) : found;
  }, [mapping.rows, search, onlyUnmapped, props.unmappedFirst]);
  const missing = mapping.rows.filter((row) => isUnmapped(withDraft(row, draft))).length;
  return (
    <Stack gap="md">
      <Group gap="md">
        <div className={styles['search']}>
          <SearchBox label="Search job types…" value={search} onChange={setSearch} />
        </div>
        <Switch
          label="Only not mapped"
          checked={onlyUnmapped}
          onChange={(event) => setOnlyUnmapped(event.currentTarget.checked)}
        />
        <StatePill tone={missing === 0 ? 'good' : 'warn'}>
          {missing === 0 ? 'All mapped' : `${missing.toLocaleString()} not mapped`}
        </StatePill>
      </Group>
      {mapping.jobTypes.length === 0 && (
        <Text>
          Your company has no job types here yet. They come from your field service system.
        </Text>
      )}
      {trades.length === 0 ? (
        <Text c="dimmed">No job type matches.</Text>
      ) : (
        <Trades {...props} trades={trades} allOpen={search !== '' || onlyUnmapped} />
      )}
    </Stack>
  );
}

function Trades({
  trades,
  allOpen,
  ...props
}: MappingEditorProps & { trades: readonly TradeRows[]; allOpen: boolean }) {
  const first = trades[0]?.trade;
  const [chosen, setChosen] = useState<string[]>(first === undefined ? [] : [first]);
  const opened = allOpen ? trades.map(({ trade }) => trade) : chosen;
  return (
    <Accordion
      multiple
      variant="separated"
      value={opened}
      onChange={setChosen}
      transitionDuration={0}
      order={3}
    >
      {trades.map(({ trade, rows }) => {
        const mapped = rows.filter((row) => !isUnmapped(withDraft(row, props.draft))).length;
        return (
          <Accordion.Item key={trade} value={trade} className={styles['trade'] ?? ''}>
            <Accordion.Control>
              <span className={styles['title']}>
                <Text component="span" fw={550}>
                  {trade}
                </Text>
                <Text component="span" c="dimmed">
                  {mapped} of {rows.length} mapped
                </Text>
              </span>
            </Accordion.Control>
            <Accordion.Panel>
              {opened.includes(trade) && <Rows {...props} trade={trade} rows={rows} />}
            </Accordion.Panel>
          </Accordion.Item>
        );
      })}
    </Accordion>
  );
}

function Rows({
  mapping,
  draft,
  onDraft,
  readOnly,
  trade,
  rows,
}: MappingEditorProps & { trade: string; rows: readonly MappingRow[] }) {
  // The whole trade, whatever is searched for.
  const all = mapping.rows.filter((row) => row.trade === trade);
  return (
    <div className={styles['rows']}>
      {rows.map((saved) => {
        const row = withDraft(saved, draft);
        const { businessUnitIds } = row;
        const differ =
          businessUnitIds.length > 0 &&
          all.some((one) => !hasSame(withDraft(one, draft).businessUnitIds, businessUnitIds));
        return (
          <MappingRowInputs
            key={row.standardJobTypeId}
            row={row}
            jobTypes={mapping.jobTypes}
            businessUnits={mapping.businessUnits}
            readOnly={readOnly}
            onChange={(change) => onDraft(changeRow(draft, saved, change))}
            onUseForTrade={
              differ && !readOnly
                ? () => onDraft(setUnitsOfAll(draft, all, businessUnitIds))
                : undefined
            }
          />
        );
      })}
    </div>
  );
}
