/** How each mode of Tenant Access is named and explained. */
export const modeWords = {
  all: {
    label: 'All tenants',
    description: 'Every tenant sees the integration and may connect.',
  },
  specific: {
    label: 'Only specific tenants',
    description: 'Only tenants that are Enabled below see it and may connect.',
  },
} as const;
