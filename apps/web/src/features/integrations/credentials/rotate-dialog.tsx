import { NativeSelect, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { ConfirmChoice } from '#web/ui/form/confirm-choice.tsx';

export interface RotateDialogProps {
  opened: boolean;
  onClose: () => void;
  title: string;
  verb: string;
  children: ReactNode;
  onConfirm: (overlapHours: number) => Promise<unknown>;
}

const overlaps = [
  { value: '0', label: 'No overlap: the old one ends now' },
  { value: '1', label: '1 hour' },
  { value: '24', label: '24 hours' },
  { value: '168', label: '7 days' },
  { value: '720', label: '30 days' },
];

/** Asks how long the old secret shall work beside the new one, then rotates. */
export function RotateDialog({ children, onConfirm, ...props }: RotateDialogProps) {
  return (
    <ConfirmChoice {...props} initial="24" onConfirm={(hours) => onConfirm(Number(hours))}>
      {(hours, choose) => (
        <Stack gap="md">
          <Text component="div">{children}</Text>
          <NativeSelect
            label="Overlap"
            data={overlaps}
            value={hours}
            onChange={(event) => choose(event.currentTarget.value)}
          />
        </Stack>
      )}
    </ConfirmChoice>
  );
}
