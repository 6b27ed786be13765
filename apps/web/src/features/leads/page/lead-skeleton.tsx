import { Paper, Skeleton } from '@mantine/core';
import { linkOptions } from '@tanstack/react-router';
import { PageHeader } from '#web/ui/page/page-header.tsx';
import styles from './lead-page.module.css';

/** The shape of a lead while it is on its way. */
export function LeadSkeleton({ tenantId }: { tenantId: string }) {
  return (
    <>
      <PageHeader
        title="Lead"
        breadcrumbs={[
          {
            label: 'Leads',
            link: linkOptions({ to: '/tenant/$tenantId/leads', params: { tenantId } }),
          },
        ]}
        description={<Skeleton component="span" display="inline-block" h={14} w={180} />}
      />
      <div className={styles['columns']} aria-busy>
        <div className={styles['column']}>
          <CardSkeleton lines={5} />
          <CardSkeleton lines={8} />
        </div>
        <div className={styles['column']}>
          <CardSkeleton lines={4} />
          <CardSkeleton lines={6} />
        </div>
      </div>
    </>
  );
}

function CardSkeleton({ lines }: { lines: number }) {
  return (
    <Paper withBorder p="lg">
      {Array.from({ length: lines }, (_one, index) => (
        <Skeleton key={index} h={14} my={8} w={index === 0 ? '40%' : '80%'} />
      ))}
    </Paper>
  );
}
