import type { ReviewRow } from '@leads/contract/connection-review';
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import type { Column } from '#web/ui/list/column.ts';
import { DataTable } from '#web/ui/list/data-table.tsx';

type Row = (typeof ReviewRow)['_output'];

const service: Column<Row> = {
  key: 'service',
  header: 'Partner service',
  cell: (row) => `${row.partnerName} (${row.partnerId})`,
  width: '34%',
};

const coveredColumns: readonly Column<Row>[] = [
  service,
  { key: 'jobTypes', header: 'Arrives as', cell: (row) => row.jobTypes.join(', ') },
  {
    key: 'units',
    header: 'Business unit',
    cell: (row) => row.businessUnits.join(', ') || 'Chosen when scheduling',
  },
];

const openColumns: readonly Column<Row>[] = [
  service,
  {
    key: 'why',
    header: 'Why',
    cell: (row) =>
      row.standardJobType === null
        ? 'The partner has not said which standard job type it is'
        : `You have no job type for ${row.standardJobType}`,
  },
];

export interface ReviewTablesProps {
  partner: string;
  /** Undefined while loading. */
  rows: readonly Row[] | undefined;
  /** Goes back to the mapping; undefined for those who may not. */
  onMap: (() => void) | undefined;
}

/** What is not covered first, as there may be something to do about it. */
export function ReviewTables({ partner, rows, onMap }: ReviewTablesProps) {
  const open = rows?.filter(({ jobTypes }) => jobTypes.length === 0) ?? [];
  const covered = rows?.filter(({ jobTypes }) => jobTypes.length > 0);
  if (rows?.length === 0) return <Text>{partner} offers no services yet.</Text>;
  return (
    <Stack gap="lg">
      {open.length > 0 && (
        <div>
          <Group gap="sm" mb="xs">
            <Title order={3}>Not covered ({open.length.toLocaleString()})</Title>
            {onMap !== undefined && (
              <Button variant="default" size="xs" onClick={onMap}>
                Map job types
              </Button>
            )}
          </Group>
          <Text c="dimmed" mb="sm" maw="45rem">
            Leads for these come in too; you choose the job type when you schedule.
          </Text>
          <DataTable
            caption="Not covered"
            columns={openColumns}
            rows={open}
            rowKey={(row) => row.partnerId}
          />
        </div>
      )}
      {(covered === undefined || covered.length > 0) && (
        <div>
          <Title order={3} mb="sm">
            Covered{covered === undefined ? '' : ` (${covered.length.toLocaleString()})`}
          </Title>
          <DataTable
            caption="Covered"
            columns={coveredColumns}
            rows={covered}
            rowKey={(row) => row.partnerId}
          />
        </div>
      )}
    </Stack>
  );
}
