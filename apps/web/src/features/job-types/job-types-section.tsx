import { Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ErrorState } from '#web/ui/page/error-state.tsx';
import type { SectionFormInput } from '../integrations/set-up/open-section.tsx';
import { JobTypesForm } from './job-types-form.tsx';
import { mappingQuery, tradesQuery } from './queries.ts';

/** Map Job Types: the partner's list, and what each of its job types is here. */
export function JobTypesSection(props: SectionFormInput) {
  const trades = useQuery(tradesQuery);
  // Begun anew, over another's newer version too, it begins from the newest list.
  const mapping = useQuery({ ...mappingQuery(props.integration.id), refetchOnMount: 'always' });
  const error = trades.error ?? mapping.error;
  if (trades.data === undefined || mapping.data === undefined) {
    if (error !== null) {
      const retry = () => Promise.all([trades.refetch(), mapping.refetch()]);
      return <ErrorState error={error} onRetry={() => void retry()} />;
    }
    return (
      <Stack gap="sm" aria-busy>
        {[0, 1, 2, 3].map((row) => (
          <Skeleton key={row} height={52} />
        ))}
      </Stack>
    );
  }
  return (
    <JobTypesForm
      key={mapping.data.version}
      {...props}
      trades={trades.data.trades}
      mapping={mapping.data}
    />
  );
}
