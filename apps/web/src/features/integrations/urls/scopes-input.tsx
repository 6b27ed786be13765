import { Button, Group, Text, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';

export interface ScopesInputProps {
  value: string;
  onChange: (value: string) => void;
  error?: ReactNode;
  'data-path'?: string;
}

/** What partners mostly know, and what each is for. */
const usual = [
  { scope: 'openid', why: 'needed' },
  { scope: 'profile', why: 'name and profiles' },
  { scope: 'email', why: 'e-mail' },
  { scope: 'offline_access', why: 'daily refresh' },
] as const;

/** Scopes as text, with the usual ones a click away. */
export function ScopesInput({ value, onChange, ...field }: ScopesInputProps) {
  const scopes = value.split(/\s+/).filter((scope) => scope !== '');
  const others = usual.filter(({ scope }) => !scopes.includes(scope));
  return (
    <div>
      <TextInput
        label="Scopes"
        description="Separated by spaces. They must hold openid."
        withAsterisk
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        {...field}
      />
      {others.length > 0 && (
        <Group gap="xs" mt="xs">
          {others.map(({ scope, why }) => (
            <Button
              key={scope}
              size="xs"
              variant="default"
              onClick={() => onChange([...scopes, scope].join(' '))}
            >
              Add {scope}
              <Text component="span" c="dimmed" size="xs" ml={6}>
                {why}
              </Text>
            </Button>
          ))}
        </Group>
      )}
    </div>
  );
}
