import { Group, Select, TextInput } from '@mantine/core';
import { useChangeSearch } from '#web/ui/list/list-search.ts';
import { inPage, scrollingOptions } from '#web/ui/page/in-page.ts';
import { IntegrationFilter } from '../deliveries/integration-filter.tsx';
import styles from './audit-filters.module.css';
import type { AuditSearch } from './audit-search.ts';
import { actionOptions } from './audit-words.ts';

/** Filters by act, days and, where the list is of all, by integration. */
export function AuditFilters({ search, isOfOne }: { search: AuditSearch; isOfOne: boolean }) {
  const change = useChangeSearch();
  return (
    <>
      <Select
        aria-label="What"
        placeholder="What: Any"
        data={actionOptions}
        searchable
        clearable
        {...scrollingOptions}
        comboboxProps={{ portalProps: inPage, width: 'max-content', position: 'bottom-start' }}
        clearButtonProps={{ 'aria-label': 'Any act' }}
        nothingFoundMessage="No act is called so"
        value={search.action ?? null}
        onChange={(action) => change({ action: action ?? undefined })}
        w={230}
      />
      {!isOfOne && (
        <IntegrationFilter
          value={search.integration}
          onChange={(integration) => change({ integration })}
        />
      )}
      <Group gap="xs" wrap="nowrap">
        <Day
          label="From"
          value={search.from}
          max={search.to}
          onChange={(from) => change({ from })}
        />
        <Day label="To" value={search.to} min={search.from} onChange={(to) => change({ to })} />
      </Group>
    </>
  );
}

interface DayProps {
  label: string;
  value: string | undefined;
  min?: string | undefined;
  max?: string | undefined;
  onChange: (day: string | undefined) => void;
}

function Day({ label, value, min, max, onChange }: DayProps) {
  return (
    <TextInput
      type="date"
      aria-label={label}
      leftSection={<span className={styles['label']}>{label}</span>}
      leftSectionWidth={48}
      value={value ?? ''}
      min={min}
      max={max}
      onChange={({ currentTarget }) =>
        onChange(currentTarget.value === '' ? undefined : currentTarget.value)
      }
      w={190}
    />
  );
}
