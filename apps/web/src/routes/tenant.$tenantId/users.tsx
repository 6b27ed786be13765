import { tenantRoles } from '@leads/contract/action';
import { tenantUserSorts } from '@leads/contract/tenant-users';
import { createFileRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { tenantUserListQuery } from '#web/features/tenant-users/queries.ts';
import { TenantUsersPage } from '#web/features/tenant-users/tenant-users-page.tsx';
import { ListSearch } from '#web/ui/list/list-search.ts';

const Search = ListSearch.extend({
  sort: z.enum(tenantUserSorts).optional().catch(undefined),
  role: z.enum(tenantRoles).optional().catch(undefined),
});

export const Route = createFileRoute('/tenant/$tenantId/users')({
  validateSearch: Search,
  loaderDeps: ({ search }) => search,
  loader: ({ context, deps, params }) =>
    void context.queryClient.prefetchQuery(tenantUserListQuery(params.tenantId, deps)),
  component: Page,
});

function Page() {
  const { session, membership } = Route.useRouteContext();
  return <TenantUsersPage search={Route.useSearch()} session={session} membership={membership} />;
}
