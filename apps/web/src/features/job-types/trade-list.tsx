import type { Trade } from '@leads/contract/job-types';
import { Accordion, Button, Group, Text } from '@mantine/core';
import { useSessionStorage } from '@mantine/hooks';
import { addRetired, countTrade, filterTrades } from './mapping.ts';
import type { MappingEditorProps } from './mapping-editor.tsx';
import styles from './mapping-editor.module.css';
import { StandardTypeRow } from './standard-type-row.tsx';

export interface TradeListProps extends MappingEditorProps {
  search: string;
  nameOf: (standardJobTypeId: string) => string;
}

/** The trades as an accordion; which are open is remembered until the browser's tab is closed. */
export function TradeList({ search, ...props }: TradeListProps) {
  const { trades, retired, index } = props;
  const [opened, setOpened] = useSessionStorage<string[]>({
    key: `open-trades-${props.integrationId}`,
    defaultValue: [],
    getInitialValueInEffect: false,
  });
  const withRetired = addRetired(
    trades,
    retired.filter(({ id }) => index.byStandard.has(id)),
  );
  const found = filterTrades(withRetired, index, search);
  if (found.length === 0) return <Text c="dimmed">No job type has these words.</Text>;
  const all = found.map(({ id }) => id);
  const shown = search === '' ? opened : all;
  return (
    <>
      {search === '' && (
        <Group gap="xs" justify="flex-end">
          <Button variant="subtle" size="compact-sm" onClick={() => setOpened(all)}>
            Open all
          </Button>
          <Button variant="subtle" size="compact-sm" onClick={() => setOpened([])}>
            Close all
          </Button>
        </Group>
      )}
      <Accordion
        multiple
        variant="separated"
        value={shown}
        onChange={setOpened}
        transitionDuration={120}
        order={3}
      >
        {found.map((trade) => (
          <Accordion.Item key={trade.id} value={trade.id} className={styles['trade']}>
            <Accordion.Control>
              <TradeTitle
                trade={withRetired.find(({ id }) => id === trade.id) ?? trade}
                {...props}
              />
            </Accordion.Control>
            <Accordion.Panel>
              {shown.includes(trade.id) && <TradeRows {...props} trade={trade} />}
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </>
  );
}

/** The counts are of the whole trade, whatever is searched for. */
function TradeTitle({ trade, index }: Pick<TradeListProps, 'index'> & { trade: Trade }) {
  const { used, total, mapped } = countTrade(trade, index);
  return (
    <span className={styles['title']}>
      <Text component="span" fw={550}>
        {trade.name}
      </Text>
      <Text component="span" c="dimmed">
        {used} of {total} used · {mapped.toLocaleString()} mapped
      </Text>
    </span>
  );
}

const none: readonly never[] = [];

function TradeRows({ trade, ...props }: Omit<TradeListProps, 'search'> & { trade: Trade }) {
  return (
    <div className={styles['rows']}>
      {trade.standardJobTypes.map((standard) => (
        <StandardTypeRow
          key={standard.id}
          standard={standard}
          isRetired={props.retired.some(({ id }) => id === standard.id)}
          held={props.index.byStandard.get(standard.id) ?? none}
          partnerJobTypes={props.partnerJobTypes}
          draft={props.draft}
          nameOf={props.nameOf}
          onMap={props.onMap}
          readOnly={props.readOnly}
        />
      ))}
    </div>
  );
}
