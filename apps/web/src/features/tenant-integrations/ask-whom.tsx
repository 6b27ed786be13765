import { listTenantUsers } from '@leads/contract/tenant-users';
import { Anchor } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { Fragment, useMemo } from 'react';
import { call } from '#web/api/call.ts';
import { useLive } from '#web/api/live.ts';
import { tenantUserKeys } from '#web/features/tenant-users/queries.ts';

/** More names help nobody to decide whom to ask. */
const namesMax = 5;

const decidersQuery = (tenantId: string) =>
  queryOptions({
    queryKey: tenantUserKeys.deciders(tenantId),
    queryFn: async ({ signal }) => {
      const params = { tenantId };
      const [owners, admins] = await Promise.all([
        call(listTenantUsers, { params, query: { role: 'owner', limit: namesMax }, signal }),
        call(listTenantUsers, { params, query: { role: 'admin', limit: namesMax }, signal }),
      ]);
      return [...owners.items, ...admins.items].slice(0, namesMax);
    },
    staleTime: 60_000,
  });

const decidersTopics = (tenantId: string) => ({
  tenant_users: [tenantUserKeys.deciders(tenantId)],
});

/** "Ask Olivia Owner or Adam Admin.": who decides in this company, each with the e-mail address as a link. */
export function AskWhom({ tenantId }: { tenantId: string }) {
  const { data: people = [] } = useQuery(decidersQuery(tenantId));
  const topics = useMemo(() => decidersTopics(tenantId), [tenantId]);
  useLive(`/api/tenant/${tenantId}/live`, topics);
  if (people.length === 0) return <>Ask one of them.</>;
  return (
    <>
      Ask{' '}
      {people.map(({ id, name, email }, index) => (
        <Fragment key={id}>
          {index > 0 && (index === people.length - 1 ? ' or ' : ', ')}
          <Anchor href={`mailto:${email}`} underline="always">
            {name}
          </Anchor>
        </Fragment>
      ))}
      .
    </>
  );
}
