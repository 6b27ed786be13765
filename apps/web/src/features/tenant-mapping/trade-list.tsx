import type { MappingRow } from '@leads/contract/tenant-mapping';
import { Accordion, Text } from '@mantine/core';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useToastWithAction } from '#web/ui/show/toast-with-action.tsx';
import {
  changeRow,
  hasSame,
  isMissing,
  isUnmapped,
  readUnits,
  restoreUnits,
  setUnitsOfAll,
  withDraft,
  type Mapped,
  type TradeRows,
} from './mapping-draft.ts';
import type { MappingEditorProps } from './mapping-editor.tsx';
import { MappingRowInputs } from './mapping-row-inputs.tsx';
import styles from './mapping.module.css';

/** Of one partner all trades with something to do are open; of everything the first alone. */
function firstOpened(trades: readonly TradeRows[], ofPartner: boolean): string[] {
  const first = trades.slice(0, 1);
  const open = ofPartner ? trades.filter(({ rows }) => rows.some(isMissing)) : first;
  return (open.length > 0 ? open : first).map(({ trade }) => trade);
}

export interface TradeListProps extends MappingEditorProps {
  trades: readonly TradeRows[];
  /** While one searches, what is found is to be seen. */
  allOpen: boolean;
}

/** The trades, each opened to its rows. */
export function TradeList({ trades, allOpen, ...props }: TradeListProps) {
  const ofPartner = props.integrationId !== undefined;
  const [chosen, setChosen] = useState(() => firstOpened(trades, ofPartner));
  const opened = allOpen ? trades.map(({ trade }) => trade) : chosen;
  const offerUndo = useToastWithAction();
  return (
    <Accordion
      multiple
      variant="separated"
      value={opened}
      onChange={setChosen}
      transitionDuration={0}
      order={ofPartner ? 3 : 2}
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
                  {mapped} of {rows.length} covered
                </Text>
              </span>
            </Accordion.Control>
            <Accordion.Panel>
              {opened.includes(trade) && (
                <Rows {...props} trade={trade} rows={rows} offerUndo={offerUndo} />
              )}
            </Accordion.Panel>
          </Accordion.Item>
        );
      })}
    </Accordion>
  );
}

interface RowsProps extends MappingEditorProps {
  trade: string;
  rows: readonly MappingRow[];
  offerUndo: ReturnType<typeof useToastWithAction>;
}

function Rows(props: RowsProps) {
  const { mapping, draft, onDraft, readOnly, integrationId, trade, rows, offerUndo } = props;
  // The whole trade, whatever is searched for.
  const all = useMemo(
    () => mapping.rows.filter((row) => row.trade === trade),
    [mapping.rows, trade],
  );
  const latest = useRef(draft);
  useEffect(() => {
    latest.current = draft;
  }, [draft]);
  const differing = findDiffering(all.map((row) => withDraft(row, draft)));
  const onChange = useCallback(
    (standardJobTypeId: string, change: Partial<Mapped>) => {
      const saved = all.find((row) => row.standardJobTypeId === standardJobTypeId);
      if (saved !== undefined) onDraft((now) => changeRow(now, saved, change));
    },
    [all, onDraft],
  );
  const onUseForTrade = useCallback(
    (row: MappingRow) => {
      const names = mapping.businessUnits
        .filter(({ id }) => row.businessUnitIds.includes(id))
        .map(({ name }) => name)
        .join(', ');
      const before = readUnits(latest.current, all);
      onDraft((now) => setUnitsOfAll(now, all, row.businessUnitIds));
      offerUndo(`${names} for all ${all.length.toLocaleString()} of ${trade}, to be saved`, {
        label: 'Undo',
        // Perhaps after a save, so upon what is saved then.
        onAct: () => onDraft((now, saved) => restoreUnits(now, saved, before)),
      });
    },
    [all, mapping.businessUnits, offerUndo, onDraft, trade],
  );
  return (
    <div className={styles['rows']}>
      {rows.map((saved) => (
        <MappingRowInputs
          key={saved.standardJobTypeId}
          row={withDraft(saved, draft)}
          jobTypes={mapping.jobTypes}
          businessUnits={mapping.businessUnits}
          readOnly={readOnly}
          showPartners={integrationId === undefined}
          onChange={onChange}
          tradeRows={all.length}
          onUseForTrade={
            !readOnly && differing.has(saved.standardJobTypeId) ? onUseForTrade : undefined
          }
        />
      ))}
    </div>
  );
}

/** Rows with business units that not all of the trade have. */
function findDiffering(rows: readonly MappingRow[]): Set<string> {
  return new Set(
    rows
      .filter(
        ({ businessUnitIds }) =>
          businessUnitIds.length > 0 &&
          rows.some((one) => !hasSame(one.businessUnitIds, businessUnitIds)),
      )
      .map((row) => row.standardJobTypeId),
  );
}
