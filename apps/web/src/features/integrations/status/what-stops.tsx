import { List, Stack, Text } from '@mantine/core';
import { toCountedWords } from '#web/ui/show/count-words.ts';

interface WhatStopsProps {
  connectedTenants: number;
  waitingDeliveries: number | null | undefined;
}

/** What turning the Status off does, in the words of those who are asked to confirm it. */
export function WhatStops({ connectedTenants, waitingDeliveries }: WhatStopsProps) {
  const waiting =
    waitingDeliveries === undefined || waitingDeliveries === 0
      ? 'Webhooks are'
      : `${toCountedWords(waitingDeliveries, 'waiting webhook')} ${waitingDeliveries === 1 ? 'is' : 'are'}`;
  return (
    <Stack gap="xs">
      <Text>Until it is active again:</Text>
      <List size="sm" spacing={4}>
        <List.Item>
          The partner’s bookings are refused with 403 <code>integration_inactive</code>.
        </List.Item>
        <List.Item>No new tenant can connect.</List.Item>
        <List.Item>{waiting} held, and go out after reactivation.</List.Item>
        {connectedTenants > 0 && (
          <List.Item>
            {toCountedWords(connectedTenants, 'connected tenant')} will see it as Paused, and may
            still work leads and disconnect.
          </List.Item>
        )}
      </List>
    </Stack>
  );
}
