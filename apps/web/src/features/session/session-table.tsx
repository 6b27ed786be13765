import type { UserSession } from '@leads/contract/staff';
import { Button, Text, VisuallyHidden } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { toCallProblem } from '#web/api/call-problem.ts';
import type { Column } from '#web/ui/list/column.ts';
import { DataTable } from '#web/ui/list/data-table.tsx';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';
import { toastProblem } from '#web/ui/show/toast.ts';
import { toDeviceWords } from './device-words.ts';

export interface SessionTableProps {
  sessions: readonly UserSession[];
  /** The verb of the button: one signs out of one's own browser, and revokes somebody else's. */
  verb: string;
  onRevoke: (session: UserSession) => Promise<unknown>;
}

const columns: readonly Column<UserSession>[] = [
  {
    key: 'device',
    header: 'Device',
    twoLines: true,
    cell: (row) => (
      <>
        <span title={row.userAgent ?? undefined}>{toDeviceWords(row.userAgent)}</span>
        <Text c="dimmed" size="xs">
          {row.ipAddress ?? 'Address unknown'}
          {row.current && ' · this browser'}
        </Text>
      </>
    ),
  },
  {
    key: 'since',
    header: 'Signed in',
    nowrap: true,
    cell: (row) => <RelativeTime at={row.createdAt} />,
  },
  {
    key: 'active',
    header: 'Last active',
    nowrap: true,
    cell: (row) => <RelativeTime at={row.lastActiveAt ?? row.createdAt} />,
  },
];

/** Browsers that are signed in, each with its end. The present one is ended by Sign out. */
export function SessionTable({ sessions, verb, onRevoke }: SessionTableProps) {
  const revoke = useMutation({
    mutationFn: onRevoke,
    onError: (err) => toastProblem(toCallProblem(err)),
  });
  const actions: Column<UserSession> = {
    key: 'actions',
    header: 'Actions',
    actions: true,
    cell: (row) =>
      toRevoke(row, {
        verb,
        busy: revoke.isPending && revoke.variables.id === row.id,
        onClick: () => revoke.mutate(row),
      }),
  };
  return (
    <DataTable
      caption="Sessions"
      columns={[...columns, actions]}
      rows={sessions}
      rowKey={(row) => row.id}
    />
  );
}

/** The present browser is ended by Sign out, so that nobody does it by mistake. */
function toRevoke(
  { current, userAgent }: UserSession,
  { verb, busy, onClick }: { verb: string; busy: boolean; onClick: () => void },
) {
  if (current) return null;
  return (
    <Button variant="default" size="xs" loading={busy} onClick={onClick}>
      {verb}
      <VisuallyHidden> {toDeviceWords(userAgent)}</VisuallyHidden>
    </Button>
  );
}
