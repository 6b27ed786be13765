import {
  partnerAuthorizationLabels,
  tenantAuthorizationLabels,
} from '@leads/contract/integration-general';
import type { IntegrationRow } from '@leads/contract/integrations';
import { Group, Text } from '@mantine/core';
import type { Column } from '#web/ui/list/column.ts';
import { toCountWords } from '#web/ui/show/count-words.ts';
import { InitialsLogo } from '#web/ui/show/initials-logo.tsx';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';
import { StatePill } from '#web/ui/show/state-pill.tsx';
import { AnchorLink } from '#web/ui/page/link.tsx';
import { StatusSwitch } from '../status/status-switch.tsx';
import { integrationStatusWords } from '../status/status-words.ts';
import { RowActions } from './row-actions.tsx';

const percent = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 1 });

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
          <AnchorLink to="/integrations/$id" params={{ id: row.id }} fw={550}>
            {row.name}
          </AnchorLink>
          <Text c="dimmed" size="xs" truncate maw="13rem">
            by {row.updatedByName}, <RelativeTime at={row.updatedAt} />
          </Text>
        </div>
      </Group>
    ),
  },
  {
    key: 'authorization',
    header: 'Authorization',
    wideOnly: true,
    nowrap: true,
    twoLines: true,
    cell: (row) => (
      <>
        {tenantAuthorizationLabels[row.tenantAuthorizationType]}
        <Text c="dimmed" size="xs" truncate>
          {partnerAuthorizationLabels[row.partnerAuthorizationType].replace('OAuth 2.0 ', '')}
        </Text>
      </>
    ),
  },
  {
    key: 'set-up',
    header: 'Set-up',
    cell: (row) => (
      <StatePill tone={row.sectionsComplete === 6 ? 'good' : 'warn'}>
        {row.sectionsComplete} of 6
      </StatePill>
    ),
  },
  {
    key: 'tenants',
    header: 'Tenants',
    numeric: true,
    cell: (row) => toCountWords(row.connectedTenants),
  },
  {
    key: 'leads',
    header: 'Leads 7d',
    numeric: true,
    cell: (row) => toCountWords(row.leadsIn7Days),
  },
  {
    key: 'webhooks',
    header: 'Webhooks',
    numeric: true,
    cell: (row) =>
      row.webhookSuccessIn24h === null ? '–' : percent.format(row.webhookSuccessIn24h),
  },
];

const statusWords: Column<IntegrationRow> = {
  key: 'status',
  header: 'Status',
  sort: 'status',
  cell: (row) => (
    <StatePill tone={integrationStatusWords[row.status].tone}>
      {integrationStatusWords[row.status].label}
    </StatePill>
  ),
};

const statusSwitch: Column<IntegrationRow> = {
  ...statusWords,
  cell: (row) => <StatusSwitch integration={row} />,
};

const actions: Column<IntegrationRow> = {
  key: 'actions',
  header: 'Actions',
  actions: true,
  cell: (row) => <RowActions row={row} />,
};

/** For those who may change integrations. */
export const managerColumns = [...columns, statusSwitch, actions];
/** For those who may look. */
export const viewerColumns = [...columns, statusWords];
