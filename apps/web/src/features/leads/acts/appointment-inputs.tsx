import { NativeSelect, SimpleGrid, Text, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { findInstants, toZoneName } from '../wall-clock.ts';
import { listLengths, type AppointmentFields } from './appointment.ts';

export interface AppointmentInputsProps<Values extends AppointmentFields> {
  form: UseFormReturnType<Values>;
  timeZone: string;
  /** When the form was opened. */
  now: Date;
}

/** Date, time and length; the fields are the browser's own, which a thumb knows. */
export function AppointmentInputs<Values extends AppointmentFields>({
  form,
  timeZone,
  now,
}: AppointmentInputsProps<Values>) {
  const { date, time } = form.values;
  const instants = findInstants({ date, time }, timeZone);
  const zone = toZoneName(instants[0] ?? now, timeZone);
  return (
    <>
      <SimpleGrid cols={2} spacing="sm">
        <TextInput type="date" label="Date" withAsterisk {...form.getInputProps('date')} />
        <TextInput
          type="time"
          label={`Time (${zone})`}
          withAsterisk
          {...form.getInputProps('time')}
        />
      </SimpleGrid>
      <div>
        <NativeSelect
          label="Duration"
          data={listLengths(form.values.minutes)}
          {...form.getInputProps('minutes')}
        />
        <TimeNote instants={instants} now={now} />
      </div>
    </>
  );
}

/** What is odd about the time, before it is sent. */
function TimeNote({ instants, now }: { instants: readonly Date[]; now: Date }) {
  const [start] = instants;
  if (start === undefined) return null;
  const note =
    start < now
      ? 'This time is past.'
      : instants.length > 1
        ? 'The clocks go back that night and this time comes twice; the first is meant.'
        : '';
  return (
    <Text component="output" display="block" c="dimmed" size="xs">
      {note}
    </Text>
  );
}
