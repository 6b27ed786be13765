import { NativeSelect } from '@mantine/core';
import type { Session } from '@leads/contract/session';
import { useNavigate } from '@tanstack/react-router';

export interface TenantSwitcherProps {
  tenants: Session['tenants'];
  tenantId: string;
}

/** Goes to another tenant of the user's, always to its start page: other addresses hold ids of this tenant. */
export function TenantSwitcher({ tenants, tenantId }: TenantSwitcherProps) {
  const navigate = useNavigate();
  return (
    <NativeSelect
      aria-label="Tenant"
      mb="md"
      value={tenantId}
      data={tenants.map((tenant) => ({ value: tenant.tenantId, label: tenant.tenantName }))}
      onChange={(event) =>
        void navigate({ to: '/tenant/$tenantId', params: { tenantId: event.currentTarget.value } })
      }
    />
  );
}
