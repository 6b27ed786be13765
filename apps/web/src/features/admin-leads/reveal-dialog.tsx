import { revealReasonLabels, revealReasons } from '@leads/contract/admin-leads';
import { Select, Stack } from '@mantine/core';
import { ConfirmChoice } from '#web/ui/form/confirm-choice.tsx';

export type RevealReason = (typeof revealReasons)[number];

export interface RevealDialogProps {
  opened: boolean;
  onClose: () => void;
  onReveal: (reason: RevealReason | null) => Promise<void>;
}

/** Says before a look behind the mask that it will be recorded. */
export function RevealDialog({ opened, onClose, onReveal }: RevealDialogProps) {
  return (
    <ConfirmChoice<RevealReason | null>
      opened={opened}
      onClose={onClose}
      title="Reveal who the customer is?"
      verb="Reveal"
      initial={null}
      onConfirm={onReveal}
    >
      {(reason, choose) => (
        <Stack gap="md">
          The audit log keeps that you looked at this lead, when, and why.
          <Select
            label="Reason"
            description="Optional"
            placeholder="None given"
            data={revealReasons.map((value) => ({ value, label: revealReasonLabels[value] }))}
            value={reason}
            onChange={choose}
            clearable
            clearButtonProps={{ 'aria-label': 'No reason' }}
          />
        </Stack>
      )}
    </ConfirmChoice>
  );
}
