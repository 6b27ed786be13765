import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { inPage, scrollingOptions } from '#web/ui/page/in-page.ts';
import { integrationListQuery, integrationQuery } from '../integrations/queries.ts';

export interface IntegrationFilterProps {
  value: string | undefined;
  onChange: (id: string | undefined) => void;
}

/** Filters by integration; the server searches, so it stays short among a thousand. */
export function IntegrationFilter({ value, onChange }: IntegrationFilterProps) {
  const [search, setSearch] = useState('');
  const [settled] = useDebouncedValue(search.trim(), 250);
  const chosen = useQuery({ ...integrationQuery(value ?? ''), enabled: value !== undefined });
  const name = chosen.data?.general.name;
  // The field shows the chosen name as its text: that is no search.
  const words = settled === name ? '' : settled;
  const list = useQuery(integrationListQuery({ limit: 50, search: words.slice(0, 100) }));
  const found = (list.data?.items ?? []).map((row) => ({ value: row.id, label: row.name }));
  const isListed = found.some((option) => option.value === value);
  const options =
    value === undefined || isListed ? found : [{ value, label: name ?? '…' }, ...found];
  return (
    <Select
      aria-label="Integration"
      placeholder="Integration: Any"
      data={options}
      // The server has searched already.
      filter={({ options: all }) => all}
      searchable
      {...scrollingOptions}
      comboboxProps={{ portalProps: inPage }}
      clearable
      clearButtonProps={{ 'aria-label': 'Any integration' }}
      value={value ?? null}
      onChange={(next) => onChange(next ?? undefined)}
      searchValue={search}
      onSearchChange={setSearch}
      nothingFoundMessage="No integration has this name"
      w={220}
    />
  );
}
