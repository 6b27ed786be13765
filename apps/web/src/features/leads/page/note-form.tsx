import { addLeadNote } from '@leads/contract/leads';
import { Button, Group, Stack, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconPhoneOff } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { toCallProblem } from '#web/api/call-problem.ts';
import { call } from '#web/api/call.ts';
import { UnsavedGuard } from '#web/ui/form/unsaved-guard.tsx';
import { useSubmit } from '#web/ui/form/use-submit.ts';
import { ProblemAlert } from '#web/ui/page/problem-alert.tsx';
import { toast, toastProblem } from '#web/ui/show/toast.ts';
import { useTakeLead } from '../queries.ts';

/** Adds a note, or with one press that nobody answered; what is typed meanwhile goes with it. */
export function NoteForm({ tenantId, leadId }: { tenantId: string; leadId: string }) {
  const take = useTakeLead(tenantId);
  const form = useForm({
    initialValues: { text: '' },
    validate: { text: (text) => (text.trim() === '' ? 'Write the note' : null) },
  });
  const add = async (kind: 'note' | 'called_no_answer'): Promise<void> => {
    const body = { kind, text: form.getValues().text };
    take(await call(addLeadNote, { params: { tenantId, leadId }, body }));
    form.reset();
  };
  const { formRef, onSubmit, saving, refusal } = useSubmit({ form, onSubmit: () => add('note') });
  const noAnswer = useMutation({
    mutationFn: () => add('called_no_answer'),
    onSuccess: () => toast('Call noted'),
    onError: (err) => toastProblem(toCallProblem(err)),
  });
  return (
    <form ref={formRef} onSubmit={onSubmit} noValidate>
      <UnsavedGuard isDirty={() => form.getValues().text.trim() !== ''} />
      <Stack gap="sm">
        {refusal !== undefined && (
          <ProblemAlert problem={refusal.problem} faults={refusal.faults} />
        )}
        <Textarea
          label="Note"
          placeholder="For your colleagues; partners never see it"
          maxLength={2000}
          {...form.getInputProps('text')}
        />
        <Group gap="sm">
          <Button type="submit" variant="default" loading={saving}>
            Add note
          </Button>
          <Button
            variant="default"
            leftSection={<IconPhoneOff size={18} aria-hidden />}
            loading={noAnswer.isPending}
            onClick={() => noAnswer.mutate()}
          >
            Called, no answer
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
