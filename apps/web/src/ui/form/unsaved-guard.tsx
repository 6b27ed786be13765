import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';

export interface UnsavedGuardProps {
  /** Asked at the moment of leaving. What is to be forgotten just before one leaves, without a render between, is held in a ref. */
  isDirty: () => boolean;
}

interface Place {
  pathname: string;
  search: unknown;
}

/** Filters and tabs of the same page may change; another page, section or step loses what was typed. */
function leaves(current: Place, next: Place): boolean {
  const of = (place: Place, name: string): unknown =>
    (place.search as Record<string, unknown>)[name];
  return (
    current.pathname !== next.pathname ||
    ['section', 'step', 'unit'].some((name) => of(current, name) !== of(next, name))
  );
}

/** Asks before unsaved changes are lost: on links, Back, another section, step or unit (`?section=`, `?step=`, `?unit=`), reload and closing the tab. */
export function UnsavedGuard({ isDirty }: UnsavedGuardProps) {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => isDirty() && leaves(current, next),
    enableBeforeUnload: isDirty,
    withResolver: true,
  });
  return (
    <Modal
      opened={blocker.status === 'blocked'}
      onClose={() => blocker.reset?.()}
      title="Leave without saving?"
    >
      <Stack gap="md">
        <Text>Your changes in this form are not saved.</Text>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={() => blocker.reset?.()} data-autofocus>
            Keep editing
          </Button>
          <Button color="red" onClick={() => blocker.proceed?.()}>
            Discard changes
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
