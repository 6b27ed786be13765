import { Skeleton, Stack, Text } from '@mantine/core';

/** Stands in the panel while the proposals are made. */
export function PanelSkeleton() {
  return (
    <Stack gap="sm" aria-busy>
      <Text component="output" c="dimmed">
        Comparing names with the standard job types…
      </Text>
      {[0, 1, 2, 3, 4, 5].map((row) => (
        <Skeleton key={row} height={56} />
      ))}
    </Stack>
  );
}
