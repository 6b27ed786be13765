import { refreshConnection, type ConnectionDetail } from '@leads/contract/admin-tenants';
import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '#web/api/call.ts';
import { toCallProblem } from '#web/api/call-problem.ts';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';
import { toast, toastProblem } from '#web/ui/show/toast.ts';
import { staffTenantKeys } from './queries.ts';

/** Whether name and profiles are read again every day, when they last were, and how to do it now. */
export function RefreshFacts({
  connection,
  mayManage,
}: {
  connection: ConnectionDetail;
  mayManage: boolean;
}) {
  const { refreshes, refreshedAt, refreshDueAt, refreshFailure } = connection;
  return (
    <Stack gap={4} align="flex-start">
      <Group gap="sm">
        <Text>
          {refreshes ? 'On' : 'Off: there is no refresh token'}
          {refreshedAt !== null && (
            <>
              , last <RelativeTime at={refreshedAt} />
            </>
          )}
          {refreshes && refreshDueAt !== null && (
            <>
              , next <RelativeTime at={refreshDueAt} />
            </>
          )}
        </Text>
        {mayManage && refreshes && <RefreshNow id={connection.id} />}
      </Group>
      {refreshFailure !== null && <Text c="dimmed">Last try failed: {refreshFailure}</Text>}
    </Stack>
  );
}

function RefreshNow({ id }: { id: string }) {
  const queryClient = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: () => call(refreshConnection, { params: { id } }),
    onSuccess: async (connection) => {
      queryClient.setQueryData(staffTenantKeys.connection(id), connection);
      if (connection.refreshFailure === null) toast('Name and profiles are up to date.');
      await queryClient.invalidateQueries({ queryKey: staffTenantKeys.all });
    },
    onError: (err) => toastProblem(toCallProblem(err)),
  });
  return (
    <Button size="compact-xs" variant="default" loading={isPending} onClick={() => mutate()}>
      Refresh now
    </Button>
  );
}
