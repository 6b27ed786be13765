import { Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { EmptyState } from '#web/ui/page/empty-state.tsx';
import { ErrorState } from '#web/ui/page/error-state.tsx';
import { MappingForm } from './mapping-form.tsx';
import { tenantMappingQuery } from './queries.ts';

export interface TenantMappingLoaderProps {
  tenantId: string;
  /** Only what this partner offers, unmapped first; left out, everything in the platform's order. */
  integrationId?: string;
  readOnly: boolean;
  saveLabel: string;
  onSaved: () => void;
  /** Stands in place of Save while nothing is changed. */
  whenUnchanged?: ReactNode;
}

/** The company's mapping, loaded and ready to be changed. */
export function TenantMappingLoader(props: TenantMappingLoaderProps) {
  const { tenantId, integrationId } = props;
  const { data, error, refetch } = useQuery(tenantMappingQuery(tenantId, integrationId));
  if (data === undefined) {
    if (error !== null) return <ErrorState error={error} onRetry={() => void refetch()} />;
    return (
      <Stack gap="sm" aria-busy>
        <Skeleton h={36} maw={320} />
        {[0, 1, 2, 3, 4].map((line) => (
          <Skeleton key={line} h={56} />
        ))}
      </Stack>
    );
  }
  if (data.rows.length === 0) {
    return (
      <>
        <EmptyState title="Nothing to map yet">
          {integrationId === undefined
            ? 'The platform’s standard job types will be here.'
            : 'Once the partner offers services, they will be here.'}
        </EmptyState>
        {props.whenUnchanged}
      </>
    );
  }
  return <MappingForm {...props} mapping={data} />;
}
