import { ChangePasswordBody, passwordLengthMin } from '@leads/contract/session';
import { Button, Group, PasswordInput, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { changePassword } from '#web/features/session/authenticate.ts';
import { useContractForm } from '#web/ui/form/use-contract-form.ts';
import { useSubmit } from '#web/ui/form/use-submit.ts';
import { ProblemAlert } from '#web/ui/page/problem-alert.tsx';
import { toast } from '#web/ui/show/toast.ts';
import { profileQuery } from './queries.ts';

const visibility = { 'aria-label': 'Show password', tabIndex: 0 };

/** Changes one's own password; every other browser is signed out with it. */
export function ChangePasswordForm({ email }: { email: string }) {
  const queryClient = useQueryClient();
  const form = useContractForm(ChangePasswordBody, { currentPassword: '', newPassword: '' });
  const { formRef, onSubmit, saving, refusal } = useSubmit({
    form,
    onSubmit: async (body) => {
      await changePassword(body);
      form.reset();
      toast('Your password is changed. Other browsers are signed out.');
      await queryClient.invalidateQueries({ queryKey: profileQuery.queryKey });
    },
  });
  return (
    <form ref={formRef} onSubmit={onSubmit} noValidate>
      <Stack gap="md" maw={400}>
        {refusal !== undefined && (
          <ProblemAlert problem={refusal.problem} faults={refusal.faults} />
        )}
        {/* For password managers, which else do not know whose password it is. */}
        <input type="text" autoComplete="username" value={email} readOnly hidden />
        <PasswordInput
          label="Present password"
          autoComplete="current-password"
          visibilityToggleButtonProps={visibility}
          {...form.getInputProps('currentPassword')}
        />
        <PasswordInput
          label="New password"
          description={`At least ${passwordLengthMin} characters.`}
          autoComplete="new-password"
          visibilityToggleButtonProps={visibility}
          {...form.getInputProps('newPassword')}
        />
        <Group>
          <Button type="submit" loading={saving}>
            Change password
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
