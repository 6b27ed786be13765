import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useCallback, useEffect, useRef } from 'react';

/** Says what a change did, with the way back or onward; it stays long enough to be reached by keyboard. */
export function toastWithAction(
  message: string,
  action: { label: string; onAct: () => unknown },
): string {
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
  return id;
}

/** The same for an act of the page itself: it cannot be done any more once the component is gone, so the toast goes too. */
export function useToastWithAction(): typeof toastWithAction {
  const shown = useRef<string[]>([]);
  useEffect(
    () => () => {
      for (const id of shown.current.splice(0)) notifications.hide(id);
    },
    [],
  );
  return useCallback((...args) => {
    const id = toastWithAction(...args);
    shown.current.push(id);
    return id;
  }, []);
}
