import { tenantAuthorizationLabels } from '@leads/contract/integration-general';
import { restorableDays, type IntegrationRow } from '@leads/contract/integrations';
import { Button, Group, Text, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconArrowBackUp } from '@tabler/icons-react';
import type { Column } from '#web/ui/list/column.ts';
import { InitialsLogo } from '#web/ui/show/initials-logo.tsx';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';
import { RestoreDialog } from '../status/restore-dialog.tsx';

const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });

const columns: readonly Column<IntegrationRow>[] = [
  {
    key: 'name',
    header: 'Partner',
    sort: 'name',
    twoLines: true,
    cell: (row) => (
      <Group gap="sm" wrap="nowrap">
        <InitialsLogo name={row.name} url={row.logoUrl} />
        <div>
          <Text fw={550}>{row.name}</Text>
          <Text c="dimmed" size="xs">
            {tenantAuthorizationLabels[row.tenantAuthorizationType]}
          </Text>
        </div>
      </Group>
    ),
  },
  {
    key: 'deleted',
    header: 'Deleted',
    sort: 'updatedAt',
    cell: ({ deletion }) => (
      <>
        <RelativeTime at={deletion?.at} /> by {deletion?.byName}
      </>
    ),
  },
  {
    key: 'restorable',
    header: 'Can be restored',
    cell: ({ deletion }) =>
      deletion?.restorable === true ? (
        `until ${day.format(new Date(deletion.restorableUntil))}`
      ) : (
        <Text c="dimmed" inherit>
          no longer, after {restorableDays} days
        </Text>
      ),
  },
];

function RestoreButton({ row }: { row: IntegrationRow }) {
  const [opened, { open, close }] = useDisclosure(false);
  if (row.deletion?.restorable !== true) return null;
  return (
    <>
      <Button
        variant="default"
        size="xs"
        leftSection={<IconArrowBackUp size={16} />}
        onClick={open}
      >
        Restore<VisuallyHidden> {row.name}</VisuallyHidden>
      </Button>
      <RestoreDialog integration={row} opened={opened} onClose={close} />
    </>
  );
}

const actions: Column<IntegrationRow> = {
  key: 'actions',
  header: 'Actions',
  actions: true,
  cell: (row) => <RestoreButton row={row} />,
};

/** Deleted integrations, for those who may restore them. */
export const deletedManagerColumns = [...columns, actions];
/** Deleted integrations, for those who may look. */
export const deletedViewerColumns = columns;
