import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';

/** Says what a change did, with the way back or onward; it stays long enough to be reached by keyboard. */
export function toastWithAction(
  message: string,
  action: { label: string; onAct: () => unknown },
): void {
  const id = notifications.show({
    autoClose: 15_000,
    closeButtonProps: { 'aria-label': 'Close' },
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm">{message}</Text>
        <Button
          variant="default"
          size="xs"
          flex="none"
          onClick={() => {
            notifications.hide(id);
            action.onAct();
          }}
        >
          {action.label}
        </Button>
      </Group>
    ),
  });
}
