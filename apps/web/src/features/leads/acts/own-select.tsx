import type { Lead } from '@leads/contract/lead';
import { Select, type SelectProps } from '@mantine/core';

export interface OwnSelectProps {
  label: string;
  choices: Lead['jobTypeChoices'];
  /** What `form.getInputProps` gives. */
  input: Omit<SelectProps, 'data' | 'label'>;
  /** It may stay unknown. */
  optional?: boolean;
}

/** One of the company's own, those mapped to the service first; nothing where the company has none. */
export function OwnSelect({ label, choices, input, optional = false }: OwnSelectProps) {
  if (choices.length === 0) return null;
  return (
    <Select
      label={label}
      withAsterisk={!optional}
      clearable={optional}
      searchable
      openOnFocus={false}
      placeholder={optional ? 'Not known' : 'Choose…'}
      nothingFoundMessage="None has this name"
      data={choices.map(({ id, name }) => ({ value: id, label: name }))}
      comboboxProps={{ transitionProps: { duration: 0 } }}
      {...input}
    />
  );
}
