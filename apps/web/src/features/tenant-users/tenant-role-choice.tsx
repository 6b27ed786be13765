import type { TenantRole } from '@leads/contract/action';
import { Radio, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { rolesUpTo, tenantRoleWords } from './tenant-role-words.ts';

export interface TenantRoleChoiceProps {
  /** The reader's own role; none above it is offered. */
  ownRole: TenantRole;
  value?: TenantRole;
  onChange?: (role: TenantRole) => void;
  error?: ReactNode;
}

/** The roles that the reader may give, each with what it may. Takes `form.getInputProps`. */
export function TenantRoleChoice({ ownRole, value, onChange, error }: TenantRoleChoiceProps) {
  return (
    <Radio.Group
      label="Role"
      value={value ?? null}
      onChange={(role) => onChange?.(role as TenantRole)}
      error={error}
    >
      <Stack gap="sm" mt={4}>
        {rolesUpTo(ownRole).map((role) => (
          <Radio
            key={role}
            value={role}
            label={tenantRoleWords[role].label}
            description={tenantRoleWords[role].description}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}
