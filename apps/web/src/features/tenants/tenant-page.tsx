import type { Tenant } from '@leads/contract/admin-tenants';
import { Group, Paper, Skeleton, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { linkOptions } from '@tanstack/react-router';
import { toCallProblem } from '#web/api/call-problem.ts';
import { ErrorState } from '#web/ui/page/error-state.tsx';
import { AnchorLink, ButtonLink } from '#web/ui/page/link.tsx';
import { NotFoundState } from '#web/ui/page/not-found-state.tsx';
import { PageHeader } from '#web/ui/page/page-header.tsx';
import { FactList } from '#web/ui/show/fact-list.tsx';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';
import { StatePill } from '#web/ui/show/state-pill.tsx';
import type { ConnectionSearch } from './connection-search.ts';
import { ConnectionsList } from './connections-list.tsx';
import { tenantQuery } from './queries.ts';

const tenantsCrumb = { label: 'Tenants', link: linkOptions({ to: '/tenants' }) };

/** One tenant: what the host platform says of it, and all its connections. */
export function TenantPage({ id, search }: { id: string; search: ConnectionSearch }) {
  const { data, error, refetch } = useQuery(tenantQuery(id));
  if (error !== null && toCallProblem(error).code === 'not_found') return <NotFoundState />;
  if (data === undefined) {
    if (error !== null) return <ErrorState whole error={error} onRetry={() => void refetch()} />;
    return (
      <div aria-busy>
        <PageHeader title="Tenant" breadcrumbs={[tenantsCrumb]} />
        <Skeleton height={180} mb="lg" />
        <Skeleton height={240} />
      </div>
    );
  }
  return (
    <>
      <PageHeader
        title={data.name}
        breadcrumbs={[tenantsCrumb]}
        state={
          <StatePill tone={data.active ? 'good' : 'off'}>
            {data.active ? 'Active' : 'Inactive'}
          </StatePill>
        }
        description={[data.locality, data.region].filter(Boolean).join(', ')}
        action={
          <Group gap="sm">
            <ButtonLink variant="default" to="/leads" search={{ tenant: id }}>
              Leads
            </ButtonLink>
            <ButtonLink variant="default" to="/deliveries" search={{ tenant: id }}>
              Deliveries
            </ButtonLink>
          </Group>
        }
      />
      <Stack gap="lg">
        <Company tenant={data} />
        <div>
          <Title order={2} mb="sm">
            Connections
          </Title>
          <ConnectionsList of={{ tenantId: id }} search={search} />
        </div>
      </Stack>
    </>
  );
}

function Company({ tenant }: { tenant: Tenant }) {
  const { streetAddress, addressLine2, locality, region, postalCode, country } = tenant;
  const town = [locality, [region, postalCode].filter(Boolean).join(' ')]
    .filter(Boolean)
    .join(', ');
  const address = [streetAddress, addressLine2, town, country].filter(Boolean).join('\n');
  return (
    <Paper component="section" withBorder p="lg" aria-label="Company">
      <FactList
        facts={[
          ['Address', address],
          ['Telephone', tenant.telephone],
          ['E-mail', tenant.email],
          ['Website', tenant.website],
          ['Time zone', tenant.timeZone],
          ['Currency', tenant.currency],
          ['Platform’s id', <code key="external">{tenant.externalId}</code>],
          [
            'Last lead',
            tenant.lastLeadAt === null ? (
              'None yet'
            ) : (
              <AnchorLink key="lead" to="/leads" search={{ tenant: tenant.id }}>
                <RelativeTime at={tenant.lastLeadAt} />
              </AnchorLink>
            ),
          ],
        ]}
      />
    </Paper>
  );
}
