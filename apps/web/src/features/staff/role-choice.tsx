import { staffRoles, type StaffRole } from '@leads/contract/action';
import { Radio, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { staffRoleWords } from './staff-words.ts';

export interface RoleChoiceProps {
  value?: StaffRole;
  onChange?: (role: StaffRole) => void;
  error?: ReactNode;
}

/** The three roles, each with what it may. Takes `form.getInputProps`. */
export function RoleChoice({ value, onChange, error }: RoleChoiceProps) {
  return (
    <Radio.Group
      label="Role"
      value={value ?? null}
      onChange={(role) => onChange?.(role as StaffRole)}
      error={error}
    >
      <Stack gap="sm" mt={4}>
        {staffRoles.map((role) => (
          <Radio
            key={role}
            value={role}
            label={staffRoleWords[role].label}
            description={staffRoleWords[role].description}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}
