import { rescheduleLead, scheduleLead } from '@leads/contract/leads';
import type { Lead } from '@leads/contract/lead';
import { Text, TextInput } from '@mantine/core';
import { schemaResolver, useForm } from '@mantine/form';
import { useState } from 'react';
import { z } from 'zod';
import { call } from '#web/api/call.ts';
import { toast } from '#web/ui/show/toast.ts';
import { toZonedTime } from '#web/ui/show/time-words.ts';
import { useTakeLead } from '../queries.ts';
import type { ActDialogProps } from './act-dialog.tsx';
import { ActForm } from './act-form.tsx';
import { firstAppointment, toAppointment, toAppointmentSchema } from './appointment.ts';
import { AppointmentInputs } from './appointment-inputs.tsx';
import { toActLabel } from './lead-acts.ts';
import { OwnSelect } from './own-select.tsx';

function toScheduleSchema(lead: Lead) {
  const choice = (choices: readonly unknown[], message: string) =>
    z
      .string()
      .nullable()
      .refine((id) => id !== null || choices.length === 0, { message });
  return toAppointmentSchema(lead.timeZone).and(
    z.object({
      tenantJobTypeId: choice(lead.jobTypeChoices, 'Choose the job type'),
      businessUnitId: choice(lead.businessUnitChoices, 'Choose the business unit'),
      jobNumber: z.string().trim().max(50, { message: 'At most 50 characters' }),
    }),
  );
}

/** Gives the lead its appointment; a new lead is accepted by it. */
export function ScheduleForm(props: ActDialogProps) {
  const { tenantId, lead } = props;
  const take = useTakeLead(tenantId);
  const [begun] = useState(() => new Date());
  const form = useForm({
    initialValues: {
      ...firstAppointment(lead, begun),
      tenantJobTypeId: lead.tenantJobTypeId,
      businessUnitId: lead.businessUnitId,
      jobNumber: lead.jobNumber ?? '',
    },
    validate: schemaResolver(toScheduleSchema(lead), { sync: true }),
  });
  return (
    <ActForm
      {...props}
      form={form}
      verb={toActLabel('lead.schedule', lead.state)}
      onSubmit={async (values) => {
        const { tenantJobTypeId, businessUnitId, jobNumber } = values;
        const own = { tenantJobTypeId, businessUnitId, jobNumber };
        const body = { version: lead.version, ...toAppointment(values, lead.timeZone), ...own };
        take(await call(scheduleLead, { params: { tenantId, leadId: lead.id }, body }));
        toast('Scheduled');
      }}
    >
      <WantedTime lead={lead} />
      <AppointmentInputs form={form} timeZone={lead.timeZone} now={begun} />
      <OwnSelect
        label="Job type"
        choices={lead.jobTypeChoices}
        input={form.getInputProps('tenantJobTypeId')}
      />
      <OwnSelect
        label="Business unit"
        choices={lead.businessUnitChoices}
        input={form.getInputProps('businessUnitId')}
      />
      <TextInput
        label="Job number"
        description="Optional; your own"
        maxLength={50}
        {...form.getInputProps('jobNumber')}
      />
    </ActForm>
  );
}

/** Moves the appointment; everything else about it stays. */
export function RescheduleForm(props: ActDialogProps) {
  const { tenantId, lead } = props;
  const take = useTakeLead(tenantId);
  const [begun] = useState(() => new Date());
  const form = useForm({
    initialValues: firstAppointment(lead, begun),
    validate: schemaResolver(toAppointmentSchema(lead.timeZone), { sync: true }),
  });
  return (
    <ActForm
      {...props}
      form={form}
      verb="Reschedule"
      onSubmit={async (values) => {
        const body = { version: lead.version, ...toAppointment(values, lead.timeZone) };
        take(await call(rescheduleLead, { params: { tenantId, leadId: lead.id }, body }));
        toast('Rescheduled');
      }}
    >
      {lead.appointmentStartAt !== null && (
        <Text c="dimmed">
          Now {toZonedTime(new Date(lead.appointmentStartAt), lead.timeZone)}.{' '}
          {lead.integrationName} is told the new time.
        </Text>
      )}
      <AppointmentInputs form={form} timeZone={lead.timeZone} now={begun} />
    </ActForm>
  );
}

function WantedTime({ lead }: { lead: Lead }) {
  return (
    <Text c="dimmed">
      {lead.wantedStartAt === null
        ? 'The customer gave no time. Call before you schedule.'
        : `The customer wants ${toZonedTime(new Date(lead.wantedStartAt), lead.timeZone)}.`}
    </Text>
  );
}
