import { Button, Group, Stack } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactNode } from 'react';
import { useSubmit } from '#web/ui/form/use-submit.ts';
import { ProblemAlert } from '#web/ui/page/problem-alert.tsx';
import type { ActDialogProps } from './act-dialog.tsx';
import { isLostRace, StaleNote, useNewer } from './lost-race.tsx';

export interface ActFormProps<Values, Sent, Rules> extends ActDialogProps {
  form: UseFormReturnType<Values, Sent, Rules>;
  /** Does the act; throw what `call` throws. The dialog closes afterwards. */
  onSubmit: (values: Sent) => Promise<unknown>;
  verb: string;
  danger?: boolean;
  children: ReactNode;
}

/**
 * The form of an act in its dialog. Who lost a race reads who did what; what was typed stays, and can be sent again for
 * the lead as it is now, where that still allows it.
 */
export function ActForm<Values, Sent, Rules>(props: ActFormProps<Values, Sent, Rules>) {
  const { form, lead, act, verb, onClose } = props;
  const withNewer = useNewer(props);
  const { formRef, onSubmit, saving, refusal } = useSubmit({
    form,
    onSubmit: async (values) => {
      await withNewer(() => props.onSubmit(values));
      onClose();
    },
  });
  const isLost = refusal !== undefined && isLostRace(refusal.problem);
  const isOver = isLost && !lead.acts.includes(act);
  return (
    <form ref={formRef} onSubmit={onSubmit} noValidate>
      <Stack gap="md">
        {refusal !== undefined && (
          <ProblemAlert problem={refusal.problem} faults={refusal.faults}>
            {isLost && <StaleNote lead={lead} verb={verb} isOver={isOver} />}
          </ProblemAlert>
        )}
        {props.children}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {isOver ? 'Close' : 'Cancel'}
          </Button>
          {!isOver && (
            <Button
              type="submit"
              loading={saving}
              {...(props.danger === true ? { color: 'red' } : {})}
            >
              {verb}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}
