import { Button, Group, Input, PasswordInput, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useState, type ChangeEvent, type ReactNode } from 'react';

export interface ClientSecretFieldProps {
  /** One is stored: it is never shown, only replaced. */
  isStored: boolean;
  readOnly: boolean;
  value: string;
  onChange: (event: ChangeEvent<HTMLInputElement> | string) => void;
  error?: ReactNode;
  'data-path'?: string;
}

/** The Client Secret, which can be written and never read back. */
export function ClientSecretField({ isStored, readOnly, ...field }: ClientSecretFieldProps) {
  const [replacing, setReplacing] = useState(false);
  if (isStored && !replacing) {
    return (
      <Input.Wrapper label="Client Secret" labelElement="div" required={false}>
        <Group gap="sm" mih={36}>
          <IconLock size={18} aria-hidden />
          <Text>Stored</Text>
          {!readOnly && (
            <Button variant="default" size="xs" onClick={() => setReplacing(true)}>
              Replace Client Secret
            </Button>
          )}
        </Group>
      </Input.Wrapper>
    );
  }
  return (
    <Group gap="sm" align="flex-start" wrap="nowrap">
      <PasswordInput
        label="Client Secret"
        description={
          isStored
            ? 'Replaces the stored one with the next save. Empty: it stays.'
            : 'Stored sealed, and never shown again.'
        }
        autoComplete="new-password"
        withAsterisk={!isStored}
        autoFocus={replacing}
        flex={1}
        visibilityToggleButtonProps={{ 'aria-label': 'Show or hide the Client Secret' }}
        {...field}
      />
      {replacing && (
        <Button
          variant="subtle"
          color="gray"
          mt={24}
          onClick={() => {
            field.onChange('');
            setReplacing(false);
          }}
        >
          Keep stored
        </Button>
      )}
    </Group>
  );
}
