import { revealReasonLabels, revealReasons } from '@leads/contract/admin-leads';
import { Select, Stack } from '@mantine/core';
import { useState } from 'react';
import { Confirm } from '#web/ui/form/confirm.tsx';

export type RevealReason = (typeof revealReasons)[number];

export interface RevealDialogProps {
  opened: boolean;
  onClose: () => void;
  onReveal: (reason: RevealReason | null) => Promise<void>;
}

/** Says before a look behind the mask that it will be recorded. */
export function RevealDialog({ opened, onClose, onReveal }: RevealDialogProps) {
  const [reason, setReason] = useState<RevealReason | null>(null);
  return (
    <Confirm
      opened={opened}
      onClose={onClose}
      title="Reveal who the customer is?"
      verb="Reveal"
      onConfirm={() => onReveal(reason)}
    >
      <Stack gap="md">
        The audit log keeps that you looked at this lead, when, and why.
        <Select
          label="Reason"
          description="Optional"
          placeholder="None given"
          data={revealReasons.map((value) => ({ value, label: revealReasonLabels[value] }))}
          value={reason}
          onChange={setReason}
          clearable
          clearButtonProps={{ 'aria-label': 'No reason' }}
        />
      </Stack>
    </Confirm>
  );
}
