import { Text } from '@mantine/core';

/** The request's id, small, for whoever is asked for help. Nothing when the request never arrived. */
export function RequestId({ id }: { id: string }) {
  if (id === '') return null;
  return (
    <Text component="span" display="block" size="xs" c="dimmed" mt={4}>
      Request {id}
    </Text>
  );
}
