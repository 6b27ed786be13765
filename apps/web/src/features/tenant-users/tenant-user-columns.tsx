import { tenantRoles, type TenantRole } from '@leads/contract/action';
import type { TenantUser, TenantUserState } from '@leads/contract/tenant-users';
import { Text } from '@mantine/core';
import type { Column } from '#web/ui/list/column.ts';
import type { ListFilter } from '#web/ui/list/list-page.tsx';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';
import { StatePill, type StateTone } from '#web/ui/show/state-pill.tsx';
import { tenantRoleWords } from './tenant-role-words.ts';
import { TenantUserMenu } from './tenant-user-menu.tsx';

const stateWords: Record<TenantUserState, { tone: StateTone; label: string }> = {
  invited: { tone: 'busy', label: 'Invited' },
  active: { tone: 'good', label: 'Active' },
};

export const tenantUserFilters: readonly ListFilter[] = [
  {
    name: 'role',
    label: 'Role',
    options: tenantRoles.map((value) => ({ value, label: tenantRoleWords[value].label })),
  },
];

interface Reader {
  tenantId: string;
  userId: string;
  role: TenantRole;
}

/** Columns as this reader sees them; who may do nothing to anybody has no column for it. */
export function tenantUserColumns(reader: Reader): readonly Column<TenantUser>[] {
  const columns: readonly Column<TenantUser>[] = [
    {
      key: 'name',
      header: 'Name',
      sort: 'name',
      twoLines: true,
      cell: (row) => (
        <>
          <Text component="span" fw={550}>
            {row.name}
            {row.id === reader.userId && ' (you)'}
          </Text>
          <Text c="dimmed" size="xs">
            {row.email}
          </Text>
        </>
      ),
    },
    { key: 'role', header: 'Role', nowrap: true, cell: (row) => tenantRoleWords[row.role].label },
    { key: 'state', header: 'State', twoLines: true, cell: (row) => <UserState user={row} /> },
    {
      key: 'last',
      header: 'Last sign-in',
      sort: 'lastSignInAt',
      nowrap: true,
      cell: (row) => <RelativeTime at={row.lastSignInAt} />,
    },
    {
      key: 'added',
      header: 'Added',
      nowrap: true,
      wideOnly: true,
      cell: (row) => <RelativeTime at={row.addedAt} />,
    },
  ];
  if (reader.role === 'office') return columns;
  const { tenantId, role } = reader;
  return [
    ...columns,
    {
      key: 'actions',
      header: 'Actions',
      actions: true,
      cell: (row) => <TenantUserMenu tenantId={tenantId} user={row} ownRole={role} />,
    },
  ];
}

function UserState({ user }: { user: TenantUser }) {
  const { tone, label } = stateWords[user.state];
  return (
    <>
      <StatePill tone={tone}>{label}</StatePill>
      {user.state === 'invited' && (
        <Text c="dimmed" size="xs">
          {user.linkExpiresAt === null ? (
            'No open link'
          ) : (
            <>
              Link ends <RelativeTime at={user.linkExpiresAt} />
            </>
          )}
        </Text>
      )}
    </>
  );
}
