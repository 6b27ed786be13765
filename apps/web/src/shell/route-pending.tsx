import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';

/** The shape of a page whose code or data is on its way for longer than a blink. */
export function RoutePending() {
  return (
    <Stack gap="lg" aria-busy>
      <VisuallyHidden component="output">Loading…</VisuallyHidden>
      <Skeleton height={28} width="min(16rem, 60%)" my={4} />
      <Skeleton height={220} />
    </Stack>
  );
}
