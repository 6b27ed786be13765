import { Select } from '@mantine/core';
import { useChangeSearch } from '#web/ui/list/list-search.ts';
import { inPage } from '#web/ui/page/in-page.ts';

export interface SortSelectProps {
  value: string;
  deleted: boolean;
}

/** The list's order by name: the headers cannot offer the last change, and cards have no headers. */
export function SortSelect({ value, deleted }: SortSelectProps) {
  const change = useChangeSearch();
  const event = deleted ? 'deletion' : 'change';
  const orders = [
    { value: 'name', label: 'A to Z' },
    { value: '-name', label: 'Z to A' },
    { value: '-updatedAt', label: `Newest ${event}` },
    { value: 'updatedAt', label: `Oldest ${event}` },
    ...(deleted
      ? []
      : [
          { value: 'status', label: 'Active first' },
          { value: '-status', label: 'Inactive first' },
        ]),
  ];
  return (
    <Select
      aria-label="Sort"
      data={orders.map((order) => ({ value: order.value, label: `Sort: ${order.label}` }))}
      renderOption={({ option }) => orders.find((one) => one.value === option.value)?.label}
      value={value}
      onChange={(next) => change({ sort: next ?? undefined })}
      allowDeselect={false}
      withCheckIcon={false}
      comboboxProps={{
        portalProps: inPage,
        width: 'max-content',
        position: 'bottom-start',
        transitionProps: { duration: 0 },
      }}
      w="min(11.75rem, 100%)"
    />
  );
}
