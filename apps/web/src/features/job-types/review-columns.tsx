import type { JobTypeReviewRow, MappedTo, ReviewKind } from '@leads/contract/job-types';
import { Code, Text } from '@mantine/core';
import type { Column } from '#web/ui/list/column.ts';

type RowOf<Kind extends ReviewKind> = Extract<JobTypeReviewRow, { kind: Kind }>;
type ReviewColumn = Column<JobTypeReviewRow>;

/** A column of one tab; the tab holds rows of its kind only. */
function column<Kind extends ReviewKind>(
  _kind: Kind,
  key: string,
  { cell, ...rest }: Omit<Column<RowOf<Kind>>, 'key'>,
): ReviewColumn {
  return { key, ...rest, cell: (row) => cell(row as RowOf<Kind>) };
}

const lineOf = (kind: 'new' | 'renamed' | 'remapped' | 'error'): ReviewColumn =>
  column(kind, 'line', {
    header: 'Line',
    nowrap: true,
    width: '5rem',
    cell: (row) => row.line.toLocaleString(),
  });

const idOf = (kind: 'new' | 'renamed' | 'remapped' | 'removed'): ReviewColumn =>
  column(kind, 'id', { header: 'ID', cell: (row) => <Code>{row.partnerId}</Code> });

const nameOf = (kind: 'new' | 'renamed' | 'remapped' | 'removed'): ReviewColumn =>
  column(kind, 'name', {
    header: 'Name',
    cell: (row) => <Named name={row.name} category={row.category} />,
  });

export const reviewColumns: Readonly<Record<ReviewKind, readonly ReviewColumn[]>> = {
  new: [
    lineOf('new'),
    idOf('new'),
    nameOf('new'),
    column('new', 'mapped', {
      header: 'Standard Job Type',
      cell: (row) => <Mapped to={row.mappedTo} />,
    }),
  ],
  renamed: [
    lineOf('renamed'),
    idOf('renamed'),
    column('renamed', 'before', {
      header: 'Name now',
      cell: (row) => <Named name={row.nameBefore} category={row.categoryBefore} />,
    }),
    column('renamed', 'name', {
      header: 'Becomes',
      cell: (row) => <Named name={row.name} category={row.category} />,
    }),
  ],
  remapped: [
    lineOf('remapped'),
    nameOf('remapped'),
    column('remapped', 'before', {
      header: 'Mapped now to',
      cell: (row) => <Mapped to={row.mappedBefore} />,
    }),
    column('remapped', 'after', {
      header: 'Becomes',
      cell: (row) => <Mapped to={row.mappedTo} />,
    }),
  ],
  removed: [
    idOf('removed'),
    nameOf('removed'),
    column('removed', 'mapped', {
      header: 'Mapping that goes',
      cell: (row) => <Mapped to={row.mappedBefore} none="–" />,
    }),
  ],
  error: [
    lineOf('error'),
    column('error', 'column', { header: 'Column', nowrap: true, cell: (row) => row.column }),
    column('error', 'value', {
      header: 'Value',
      cell: (row) => (row.value === '' ? 'Empty' : <Code>{row.value}</Code>),
    }),
    column('error', 'reason', { header: 'Reason', cell: (row) => row.reason }),
  ],
};

function Named({ name, category }: { name: string; category: string }) {
  return (
    <>
      {name}
      {category !== '' && (
        <Text c="dimmed" size="xs">
          {category}
        </Text>
      )}
    </>
  );
}

function Mapped({ to, none = 'Not mapped' }: { to: MappedTo | null; none?: string }) {
  if (to === null) return <Text c="dimmed">{none}</Text>;
  return (
    <>
      {to.name}
      <Text c="dimmed" size="xs">
        {to.trade}
      </Text>
    </>
  );
}
