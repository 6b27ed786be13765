import type { MappingRow, TenantMapping } from '@leads/contract/tenant-mapping';
import { Accordion, Group, Stack, Switch, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { SearchBox } from '#web/ui/list/search-box.tsx';
import { StatePill } from '#web/ui/show/state-pill.tsx';
import {
  changeRow,
  filterRows,
  hasSame,
  isMissing,
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
  /** Only what one partner offers, ordered by what is missing; else everything in the platform's order. */
  ofPartner: boolean;
}

/** Standard job types by trade, each with the company's own job types and business units. */
export function MappingEditor(props: MappingEditorProps) {
  const { mapping, draft } = props;
  const [search, setSearch] = useState('');
  // Those shown stay while they are mapped one by one, so that the list does not jump.
  const [onlyMissing, setOnlyMissing] = useState(false);
  const trades = useMemo(() => {
    const found = toTrades(filterRows(mapping.rows, { search, onlyMissing }));
    return props.ofPartner ? unmappedFirst(found) : found;
  }, [mapping.rows, search, onlyMissing, props.ofPartner]);
  const missing = mapping.rows.filter((row) => isMissing(withDraft(row, draft))).length;
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
        <StatePill tone={missing === 0 ? 'good' : 'warn'}>
          {missing === 0
            ? 'Nothing missing for your partners'
            : `${missing.toLocaleString()} missing for your partners`}
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
        <Trades {...props} trades={trades} allOpen={search !== '' || onlyMissing} />
      )}
    </Stack>
  );
}

/** Of one partner all trades with something to do are open; of everything the first alone. */
function firstOpened(trades: readonly TradeRows[], ofPartner: boolean): string[] {
  const first = trades.slice(0, 1);
  const open = ofPartner ? trades.filter(({ rows }) => rows.some(isMissing)) : first;
  return (open.length > 0 ? open : first).map(({ trade }) => trade);
}

function Trades({
  trades,
  allOpen,
  ...props
}: MappingEditorProps & { trades: readonly TradeRows[]; allOpen: boolean }) {
  const [chosen, setChosen] = useState(() => firstOpened(trades, props.ofPartner));
  const opened = allOpen ? trades.map(({ trade }) => trade) : chosen;
  return (
    <Accordion
      multiple
      variant="separated"
      value={opened}
      onChange={setChosen}
      transitionDuration={0}
      order={props.ofPartner ? 3 : 2}
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
  ofPartner,
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
            showPartners={!ofPartner}
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
