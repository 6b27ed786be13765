import { auditCsvRowsMax, auditCsvUrl } from '@leads/contract/audit';
import { toUrl } from '@leads/contract/endpoint';
import { Anchor } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useLive } from '#web/api/live.ts';
import { ListPage } from '#web/ui/list/list-page.tsx';
import { EmptyState } from '#web/ui/page/empty-state.tsx';
import type { PageLink } from '#web/ui/page/link.tsx';
import { LivePill } from '#web/ui/show/live-pill.tsx';
import { toAuditColumns } from './audit-columns.tsx';
import { AuditFilters } from './audit-filters.tsx';
import { toAuditQuery } from './audit-search.ts';
import type { AuditSearch } from './audit-search.ts';
import { auditListQuery, auditTopics } from './queries.ts';

export interface AuditListProps {
  search: AuditSearch;
  /** Only what was done to this one. */
  integrationId?: string;
  linkTo: (id: string) => PageLink;
}

/** Who did what, newest first: of everything, or of one integration. */
export function AuditList({ search, integrationId, linkTo }: AuditListProps) {
  const isOfOne = integrationId !== undefined;
  const query = toAuditQuery(isOfOne ? { ...search, integration: integrationId } : search);
  const page = useQuery(auditListQuery(query));
  const live = useLive('/api/admin/live', auditTopics);
  const columns = useMemo(() => toAuditColumns({ linkTo, isOfOne }), [linkTo, isOfOne]);
  const { cursor: _cursor, ...filter } = query;
  return (
    <ListPage
      caption={isOfOne ? 'Activity' : 'Audit log'}
      search={search}
      query={page}
      columns={columns}
      rowKey={(row) => row.id}
      searchLabel="Who, or a whole id…"
      moreFilters={<AuditFilters search={search} isOfOne={isOfOne} />}
      aside={
        <>
          <Anchor
            href={toUrl({ url: auditCsvUrl }, { query: filter })}
            download
            title={`What is filtered, up to ${auditCsvRowsMax.toLocaleString()} entries`}
          >
            <IconDownload size={18} style={{ verticalAlign: '-4px' }} aria-hidden /> Export CSV
          </Anchor>
          <LivePill state={live} />
        </>
      }
      empty={
        <EmptyState title="Nothing done yet">
          Every save, credential, connection and lead act will be here: who, when, before and after.
        </EmptyState>
      }
    />
  );
}
