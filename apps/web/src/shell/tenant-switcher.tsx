import { Select } from '@mantine/core';
import type { Session } from '@leads/contract/session';
import { useNavigate } from '@tanstack/react-router';

export interface TenantSwitcherProps {
  tenants: Session['tenants'];
  tenantId: string;
}

/** From so many on, one types a part of the name. */
const searchFrom = 8;

/** Goes to another tenant of the user's, always to its start page: other addresses hold ids of this tenant. */
export function TenantSwitcher({ tenants, tenantId }: TenantSwitcherProps) {
  const navigate = useNavigate();
  return (
    <Select
      aria-label="Company"
      value={tenantId}
      data={tenants.map((tenant) => ({ value: tenant.tenantId, label: tenant.tenantName }))}
      searchable={tenants.length >= searchFrom}
      selectFirstOptionOnChange
      nothingFoundMessage="None of your companies is called so"
      allowDeselect={false}
      maxDropdownHeight={320}
      comboboxProps={{
        withinPortal: false,
        transitionProps: { duration: 0 },
      }}
      onChange={(next) => {
        if (next === null || next === tenantId) return;
        void navigate({ to: '/tenant/$tenantId', params: { tenantId: next } });
      }}
    />
  );
}
