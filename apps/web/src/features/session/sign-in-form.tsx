import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { SignInBody } from '@leads/contract/session';
import { ProblemAlert } from '#web/ui/page/problem-alert.tsx';
import { useContractForm } from '#web/ui/form/use-contract-form.ts';
import { useSubmit } from '#web/ui/form/use-submit.ts';
import { signInByPassword } from './authenticate.ts';

export interface SignInFormProps {
  onSignedIn: () => Promise<void>;
}

/** E-mail and password. */
export function SignInForm({ onSignedIn }: SignInFormProps) {
  const form = useContractForm(SignInBody, { email: '', password: '' });
  const { formRef, onSubmit, saving, refusal } = useSubmit({
    form,
    onSubmit: async (values) => {
      await signInByPassword(values);
      await onSignedIn();
    },
  });
  return (
    <form ref={formRef} onSubmit={onSubmit} noValidate>
      <Stack gap="md">
        {refusal !== undefined && <ProblemAlert problem={refusal.problem} />}
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="username"
          {...form.getInputProps('email')}
        />
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': 'Show password', tabIndex: 0 }}
          {...form.getInputProps('password')}
        />
        <Button type="submit" loading={saving} fullWidth>
          Sign in
        </Button>
      </Stack>
    </form>
  );
}
