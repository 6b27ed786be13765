import { Select } from '@mantine/core';
import { inPage } from '../page/in-page.ts';

export interface FilterSelectProps {
  label: string;
  options: readonly { value: string; label: string }[];
  /** Undefined: any. */
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}

/** One filter of a list: "Status: Any". */
export function FilterSelect({ label, options, value, onChange }: FilterSelectProps) {
  const all = [{ value: '', label: 'Any' }, ...options];
  return (
    <Select
      aria-label={label}
      data={all.map((option) => ({ value: option.value, label: `${label}: ${option.label}` }))}
      renderOption={({ option }) => all.find((one) => one.value === option.value)?.label}
      value={value ?? ''}
      onChange={(next) => onChange(next === null || next === '' ? undefined : next)}
      allowDeselect={false}
      withCheckIcon={false}
      comboboxProps={{
        portalProps: inPage,
        width: 'max-content',
        position: 'bottom-start',
        transitionProps: { duration: 0 },
      }}
      w={`min(${Math.max(...options.map((option) => option.label.length), 3) + label.length + 4}ch, 17rem)`}
      maw="100%"
    />
  );
}
