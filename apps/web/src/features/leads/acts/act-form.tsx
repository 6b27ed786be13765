import { Button, Group, Stack } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useSubmit } from '#web/ui/form/use-submit.ts';
import { ProblemAlert } from '#web/ui/page/problem-alert.tsx';
import { leadKeys } from '../queries.ts';

export interface ActFormProps<Values, Sent, Rules> {
  form: UseFormReturnType<Values, Sent, Rules>;
  tenantId: string;
  /** Does the act; throw what `call` throws. The dialog closes afterwards. */
  onSubmit: (values: Sent) => Promise<unknown>;
  onClose: () => void;
  verb: string;
  danger?: boolean;
  children: ReactNode;
}

/** The form of an act in its dialog. Who lost a race reads who did what, and gets the lead as it is now. */
export function ActForm<Values, Sent, Rules>(props: ActFormProps<Values, Sent, Rules>) {
  const { form, tenantId, onClose } = props;
  const queryClient = useQueryClient();
  const { formRef, onSubmit, saving, refusal } = useSubmit({
    form,
    onSubmit: async (values) => {
      await props.onSubmit(values);
      onClose();
    },
  });
  const loadAgain = (): void => {
    void queryClient.invalidateQueries({ queryKey: leadKeys.all(tenantId) });
    onClose();
  };
  const isStale = ['changed_meanwhile', 'lead_state'].includes(refusal?.problem.code ?? '');
  return (
    <form ref={formRef} onSubmit={onSubmit} noValidate>
      <Stack gap="md">
        {refusal !== undefined && (
          <ProblemAlert problem={refusal.problem} faults={refusal.faults}>
            {isStale && (
              <Button size="xs" variant="default" mt="xs" onClick={loadAgain}>
                Load the lead again
              </Button>
            )}
          </ProblemAlert>
        )}
        {props.children}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            loading={saving}
            {...(props.danger === true ? { color: 'red' } : {})}
          >
            {props.verb}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
