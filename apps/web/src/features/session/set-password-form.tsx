import { Button, PasswordInput, Stack, Text } from '@mantine/core';
import { passwordLengthMin, setPassword, SetPasswordBody } from '@leads/contract/session';
import { call } from '#web/api/call.ts';
import { ProblemAlert } from '#web/ui/page/problem-alert.tsx';
import { useContractForm } from '#web/ui/form/use-contract-form.ts';
import { useSubmit } from '#web/ui/form/use-submit.ts';

export interface SetPasswordFormProps {
  /** From the one-time link. */
  token: string;
  /** Whose link it is. */
  user: { name: string; email: string };
  onDone: () => Promise<void>;
}

/** Chooses a password by a one-time link. */
export function SetPasswordForm({ token, user, onDone }: SetPasswordFormProps) {
  const form = useContractForm(SetPasswordBody.omit({ token: true }), { password: '' });
  const { formRef, onSubmit, saving, refusal } = useSubmit({
    form,
    onSubmit: async ({ password }) => {
      await call(setPassword, { body: { token, password } });
      await onDone();
    },
  });
  return (
    <form ref={formRef} onSubmit={onSubmit} noValidate>
      <Stack gap="md">
        {refusal !== undefined && (
          <ProblemAlert problem={refusal.problem} faults={refusal.faults} />
        )}
        <Text>
          {user.name}, you will sign in with <strong>{user.email}</strong> and the password that you
          choose here.
        </Text>
        <input type="text" autoComplete="username" value={user.email} readOnly hidden />
        <PasswordInput
          label="New password"
          description={`At least ${passwordLengthMin} characters. A few words that only you would put together are best.`}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': 'Show password', tabIndex: 0 }}
          {...form.getInputProps('password')}
        />
        <Button type="submit" loading={saving} fullWidth>
          Set password
        </Button>
      </Stack>
    </form>
  );
}
