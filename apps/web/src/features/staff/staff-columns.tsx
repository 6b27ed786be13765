import { staffRoles } from '@leads/contract/action';
import { staffStates, type StaffUser } from '@leads/contract/staff';
import { Text } from '@mantine/core';
import type { Column } from '#web/ui/list/column.ts';
import type { ListFilter } from '#web/ui/list/list-page.tsx';
import { AnchorLink } from '#web/ui/page/link.tsx';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';
import { StatePill } from '#web/ui/show/state-pill.tsx';
import { staffRoleWords, staffStateWords, toMethodWords } from './staff-words.ts';

export const staffFilters: readonly ListFilter[] = [
  {
    name: 'role',
    label: 'Role',
    options: staffRoles.map((value) => ({ value, label: staffRoleWords[value].label })),
  },
  {
    name: 'state',
    label: 'State',
    options: staffStates.map((value) => ({ value, label: staffStateWords[value].label })),
  },
];

export const staffColumns: readonly Column<StaffUser>[] = [
  {
    key: 'name',
    header: 'Name',
    sort: 'name',
    twoLines: true,
    cell: (row) => (
      <>
        <AnchorLink
          to="/staff/$id"
          params={{ id: row.id }}
          search={(before) => before as never}
          resetScroll={false}
          fw={550}
        >
          {row.name}
        </AnchorLink>
        <Text c="dimmed" size="xs">
          {row.email}
        </Text>
      </>
    ),
  },
  { key: 'role', header: 'Role', nowrap: true, cell: (row) => staffRoleWords[row.role].label },
  {
    key: 'state',
    header: 'State',
    twoLines: true,
    cell: (row) => (
      <>
        <StatePill tone={staffStateWords[row.state].tone}>
          {staffStateWords[row.state].label}
        </StatePill>
        {row.state === 'invited' && (
          <Text c="dimmed" size="xs">
            {row.linkExpiresAt === null ? (
              'Link expired'
            ) : (
              <>
                Link ends <RelativeTime at={row.linkExpiresAt} />
              </>
            )}
          </Text>
        )}
      </>
    ),
  },
  {
    key: 'methods',
    header: 'Signs in by',
    wideOnly: true,
    cell: (row) => toMethodWords(row.methods),
  },
  {
    key: 'last',
    header: 'Last sign-in',
    sort: 'lastSignInAt',
    nowrap: true,
    cell: (row) => <RelativeTime at={row.lastSignInAt} />,
  },
  {
    key: 'sessions',
    header: 'Sessions',
    numeric: true,
    cell: (row) => (row.sessions === 0 ? '–' : row.sessions.toLocaleString()),
  },
];
