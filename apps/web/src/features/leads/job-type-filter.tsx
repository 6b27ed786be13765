import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useChangeSearch } from '#web/ui/list/list-search.ts';
import { inPage, scrollingOptions } from '#web/ui/page/in-page.ts';
import { tenantMappingQuery } from '../tenant-mapping/queries.ts';

const notKnown = { value: 'none', label: 'Not known yet' };

/** Filters by the company's own job type; they are read once somebody looks at them. */
export function JobTypeFilter({
  tenantId,
  value,
}: {
  tenantId: string;
  value?: string | undefined;
}) {
  const change = useChangeSearch();
  const [asked, setAsked] = useState(false);
  const isNamed = value !== undefined && value !== notKnown.value;
  const { data } = useQuery({ ...tenantMappingQuery(tenantId), enabled: asked || isNamed });
  const own = (data?.jobTypes ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const isListed = !isNamed || own.some((option) => option.value === value);
  const options = isListed ? own : [{ value, label: '…' }, ...own];
  return (
    <Select
      aria-label="Job type"
      placeholder="Job type: Any"
      data={[notKnown, ...options]}
      searchable
      clearable
      {...scrollingOptions}
      comboboxProps={{ portalProps: inPage, width: 'max-content', position: 'bottom-start' }}
      clearButtonProps={{ 'aria-label': 'Any job type' }}
      nothingFoundMessage="No job type has this name"
      value={value ?? null}
      onDropdownOpen={() => setAsked(true)}
      onChange={(jobTypeId) => change({ jobTypeId: jobTypeId ?? undefined })}
      w={190}
    />
  );
}
