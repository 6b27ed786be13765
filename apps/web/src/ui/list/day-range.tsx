import { TextInput } from '@mantine/core';
import { useChangeSearch } from './list-search.ts';

/** Two days in the address, `from` and `to`; both belong to the range. */
export function DayRange({
  label,
  from,
  to,
}: {
  /** What happened on these days: "Received". */
  label: string;
  from: string | undefined;
  to: string | undefined;
}) {
  const change = useChangeSearch();
  const day = (name: 'from' | 'to', value: string | undefined) => (
    <TextInput
      type="date"
      aria-label={`${label} ${name}`}
      value={value ?? ''}
      {...(name === 'from' ? { max: to } : { min: from })}
      onChange={(event) => change({ [name]: event.currentTarget.value || undefined })}
      w={150}
    />
  );
  return (
    <>
      {day('from', from)}
      {day('to', to)}
    </>
  );
}
