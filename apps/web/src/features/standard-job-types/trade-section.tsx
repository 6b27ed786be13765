import type { CatalogueTrade, CatalogueType } from '@leads/contract/standard-job-types';
import {
  ActionIcon,
  Button,
  Group,
  Menu,
  Stack,
  Text,
  Title,
  UnstyledButton,
  VisuallyHidden,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronRight, IconDots, IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import type { Column } from '#web/ui/list/column.ts';
import { DataTable } from '#web/ui/list/data-table.tsx';
import { inPage } from '#web/ui/page/in-page.ts';
import { AnchorLink } from '#web/ui/page/link.tsx';
import { toCountedWords } from '#web/ui/show/count-words.ts';
import { StatePill } from '#web/ui/show/state-pill.tsx';
import styles from './catalogue.module.css';
import { isUsed } from './filter-catalogue.ts';
import { AddTypeDialog, RenameTradeDialog } from './name-dialogs.tsx';
import { RemoveTradeDialog } from './type-dialogs.tsx';
import { TypeMenu } from './type-menu.tsx';

interface TradeSectionProps {
  trade: CatalogueTrade;
  mayChange: boolean;
  /** Its job types are shown. */
  open: boolean;
  onOpen: (open: boolean) => void;
}

/** One trade, folded to its name and counts, or with a table of its standard job types. */
export function TradeSection({ trade, mayChange, open, onOpen }: TradeSectionProps) {
  const [adding, add] = useDisclosure(false);
  const before = toFormerWords(trade.formerNames);
  return (
    <section aria-labelledby={`trade-${trade.id}`}>
      <Group justify="space-between" mb="xs" wrap="nowrap">
        <Group gap="sm" align="baseline">
          <Title order={2} id={`trade-${trade.id}`}>
            <UnstyledButton
              className={styles['fold'] ?? ''}
              aria-expanded={open}
              onClick={() => onOpen(!open)}
            >
              <IconChevronRight size={18} aria-hidden data-open={open || undefined} />
              {trade.name}
            </UnstyledButton>
          </Title>
          <Text c="dimmed">{toCounts(trade)}</Text>
          {before !== undefined && (
            <Text c="dimmed" size="xs">
              {before}
            </Text>
          )}
        </Group>
        {mayChange && (
          <Group gap="xs" wrap="nowrap">
            <Button
              variant="default"
              size="xs"
              leftSection={<IconPlus size={18} />}
              onClick={() => {
                onOpen(true);
                add.open();
              }}
            >
              Add job type<VisuallyHidden> to {trade.name}</VisuallyHidden>
            </Button>
            <TradeMenu trade={trade} />
          </Group>
        )}
      </Group>
      {open && <Types trade={trade} mayChange={mayChange} />}
      <AddTypeDialog trade={trade} opened={adding} onClose={add.close} />
    </section>
  );
}

function Types({ trade, mayChange }: Pick<TradeSectionProps, 'trade' | 'mayChange'>) {
  if (trade.standardJobTypes.length === 0) {
    return <Text c="dimmed">No job types yet. Partners and tenants do not see this trade.</Text>;
  }
  return (
    <DataTable
      caption={`Standard job types of ${trade.name}`}
      columns={mayChange ? [...columns, menuColumn] : columns}
      rows={trade.standardJobTypes}
      rowKey={(type) => type.id}
    />
  );
}

function toCounts({ standardJobTypes }: CatalogueTrade): string {
  const used = standardJobTypes.filter(isUsed).length;
  return `${toCountedWords(standardJobTypes.length, 'job type')} · ${used.toLocaleString()} in use`;
}

function toFormerWords(names: readonly string[]): string | undefined {
  return names.length === 0 ? undefined : `before: ${names.join(', ')}`;
}

const columns: readonly Column<CatalogueType>[] = [
  {
    key: 'name',
    header: 'Standard job type',
    cell: (type) => (
      <Stack gap={0}>
        <Group gap="sm">
          <Text fw={550} c={type.retiredAt === null ? undefined : 'dimmed'}>
            {type.name}
          </Text>
          {type.retiredAt !== null && <StatePill tone="off">Retired</StatePill>}
        </Group>
        {type.formerNames.length > 0 && (
          <Text c="dimmed" size="xs">
            {toFormerWords(type.formerNames)}
          </Text>
        )}
      </Stack>
    ),
  },
  {
    key: 'integrations',
    header: 'Integrations',
    numeric: true,
    width: '9rem',
    cell: (type) => <UsesLink type={type} />,
  },
  {
    key: 'tenants',
    header: 'Tenants',
    numeric: true,
    width: '7rem',
    cell: ({ tenantCount }) => {
      if (tenantCount === null) return `${(10_000).toLocaleString()}+`;
      return tenantCount === 0 ? '–' : tenantCount.toLocaleString();
    },
  },
];

const menuColumn: Column<CatalogueType> = {
  key: 'menu',
  header: 'Actions',
  actions: true,
  width: '4rem',
  cell: (type) => <TypeMenu type={type} />,
};

function UsesLink({ type }: { type: CatalogueType }) {
  if (type.integrationCount === 0) return '–';
  return (
    <AnchorLink
      to="/standard-job-types"
      search={(before) => ({ ...before, uses: type.id })}
      resetScroll={false}
    >
      {type.integrationCount.toLocaleString()}
      <VisuallyHidden> integrations use {type.name}</VisuallyHidden>
    </AnchorLink>
  );
}

function TradeMenu({ trade }: { trade: CatalogueTrade }) {
  const [renaming, rename] = useDisclosure(false);
  const [removing, remove] = useDisclosure(false);
  return (
    <>
      <Menu position="bottom-end" width={180} portalProps={inPage}>
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={30}
            aria-label={`More for the trade ${trade.name}`}
          >
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={18} />} onClick={rename.open}>
            Rename
          </Menu.Item>
          <Menu.Item color="red" leftSection={<IconTrash size={18} />} onClick={remove.open}>
            Remove
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <RenameTradeDialog trade={trade} opened={renaming} onClose={rename.close} />
      <RemoveTradeDialog trade={trade} opened={removing} onClose={remove.close} />
    </>
  );
}
