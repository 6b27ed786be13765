import { Drawer, Skeleton, Stack } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorState } from './error-state.tsx';

export interface DetailDrawerProps<Detail> {
  /** What is shown, for the title while it loads and for the close button: "Request". */
  what: string;
  query: UseQueryResult<Detail>;
  title: (detail: Detail) => ReactNode;
  children: (detail: Detail) => ReactNode;
  onClose: () => void;
}

/** One thing at the side of its list, with its own address. */
export function DetailDrawer<Detail>(props: DetailDrawerProps<Detail>) {
  const { what, query, title, children, onClose } = props;
  const { data, error } = query;
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="min(40rem, 100%)"
      title={data === undefined ? what : title(data)}
      transitionProps={{ duration: 120 }}
      closeButtonProps={{ 'aria-label': `Close ${what.toLowerCase()}` }}
    >
      {data !== undefined && children(data)}
      {data === undefined && error !== null && (
        <ErrorState error={error} onRetry={() => void query.refetch()} />
      )}
      {data === undefined && error === null && (
        <Stack gap="sm" aria-busy>
          <Skeleton height={120} />
          <Skeleton height={80} />
          <Skeleton height={240} />
        </Stack>
      )}
    </Drawer>
  );
}
