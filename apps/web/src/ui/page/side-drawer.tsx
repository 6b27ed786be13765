import { Drawer, Skeleton, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import { ErrorState } from './error-state.tsx';

export interface SideDrawerProps<Data> {
  query: UseQueryResult<Data>;
  /** Its name while it loads, such as "Lead". */
  fallback: string;
  title: (data: Data) => string;
  onClose: () => void;
  children: (data: Data) => ReactNode;
}

/** One thing at the side of the list it was opened from, with an address of its own. */
export function SideDrawer<Data>(props: SideDrawerProps<Data>) {
  const { query, fallback, title, onClose, children } = props;
  const { data, error, refetch } = query;
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="min(42rem, 100%)"
      title={data === undefined ? fallback : title(data)}
      transitionProps={{ duration: 120 }}
      closeButtonProps={{ 'aria-label': `Close ${fallback.toLowerCase()}` }}
    >
      {data !== undefined && children(data)}
      {data === undefined && error !== null && (
        <ErrorState error={error} onRetry={() => void refetch()} />
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
