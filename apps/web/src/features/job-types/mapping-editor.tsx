import type { PartnerJobType, Trade } from '@leads/contract/job-types';
import { Accordion, Button, Group, Stack, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { SearchBox } from '#web/ui/list/search-box.tsx';
import { toCountedWords } from '#web/ui/show/count-words.ts';
import { StatePill } from '#web/ui/show/state-pill.tsx';
import { countTrade, filterTrades, type MappingDraft, type MappingIndex } from './mapping.ts';
import styles from './mapping-editor.module.css';
import { PartnerTypes } from './partner-types-input.tsx';
import { UnmappedList } from './unmapped-list.tsx';

export interface MappingEditorProps {
  trades: readonly Trade[];
  partnerJobTypes: readonly PartnerJobType[];
  draft: MappingDraft;
  index: MappingIndex;
  onMap: (partnerJobType: PartnerJobType, standardJobTypeId: string | null) => void;
  readOnly: boolean;
  /** Stands at the end of the toolbar. */
  aside?: ReactNode;
}

/** The partner's job types under our standard ones, trade by trade; or only those that are not mapped. */
export function MappingEditor(props: MappingEditorProps) {
  const { partnerJobTypes, index } = props;
  const [search, setSearch] = useState('');
  // Those shown stay while they are mapped one by one, so that the list does not jump.
  const [unmapped, setUnmapped] = useState<readonly PartnerJobType[]>();
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
      <SearchBox label="Search job types…" value={search} onChange={setSearch} />
      {unmapped === undefined ? (
        <TradeList {...props} search={search} />
      ) : (
        <UnmappedList {...props} shown={unmapped} search={search} />
      )}
    </Stack>
  );
}

function TradeList({ search, ...props }: MappingEditorProps & { search: string }) {
  const { trades, index } = props;
  const [opened, setOpened] = useState<string[]>([]);
  const found = filterTrades(trades, index, search);
  if (found.length === 0) return <Text c="dimmed">No job type has these words.</Text>;
  const shown = search === '' ? opened : found.map(({ id }) => id);
  return (
    <Accordion
      multiple
      variant="separated"
      value={shown}
      onChange={setOpened}
      transitionDuration={120}
      order={3}
    >
      {found.map((trade) => {
        // The counts are of the whole trade, whatever is searched for.
        const whole = trades.find(({ id }) => id === trade.id) ?? trade;
        const { used, total, mapped } = countTrade(whole, index);
        return (
          <Accordion.Item key={trade.id} value={trade.id} className={styles['trade']}>
            <Accordion.Control>
              <span className={styles['title']}>
                <Text component="span" fw={550}>
                  {trade.name}
                </Text>
                <Text component="span" c="dimmed">
                  {used} of {total} used · {mapped.toLocaleString()} mapped
                </Text>
              </span>
            </Accordion.Control>
            <Accordion.Panel>
              {shown.includes(trade.id) && <TradeRows {...props} trade={trade} />}
            </Accordion.Panel>
          </Accordion.Item>
        );
      })}
    </Accordion>
  );
}

function TradeRows({ trade, ...props }: MappingEditorProps & { trade: Trade }) {
  const nameOf = (id: string): string =>
    props.trades.flatMap(({ standardJobTypes }) => standardJobTypes).find((one) => one.id === id)
      ?.name ?? 'a retired job type';
  return (
    <div className={styles['rows']}>
      {trade.standardJobTypes.map((standard) => (
        <PartnerTypes
          key={standard.id}
          standard={standard}
          held={props.index.byStandard.get(standard.id) ?? []}
          partnerJobTypes={props.partnerJobTypes}
          draft={props.draft}
          nameOf={nameOf}
          onMap={props.onMap}
          readOnly={props.readOnly}
        />
      ))}
    </div>
  );
}
