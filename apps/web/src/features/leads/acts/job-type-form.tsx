import { setJobType } from '@leads/contract/leads';
import { Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { call } from '#web/api/call.ts';
import { useTakeLead } from '../queries.ts';
import type { ActDialogProps } from './act-dialog.tsx';
import { ActForm } from './act-form.tsx';
import { OwnSelect } from './own-select.tsx';

/** Sets by hand what the mapping left open or got wrong; scheduling asks for what is still open. */
export function JobTypeForm(props: ActDialogProps) {
  const { tenantId, lead } = props;
  const take = useTakeLead(tenantId);
  const form = useForm({
    initialValues: { tenantJobTypeId: lead.tenantJobTypeId, businessUnitId: lead.businessUnitId },
  });
  return (
    <ActForm
      {...props}
      form={form}
      verb="Save"
      onSubmit={async (values) => {
        const body = { version: lead.version, ...values };
        take(await call(setJobType, { params: { tenantId, leadId: lead.id }, body }));
      }}
    >
      <Text c="dimmed">
        For this lead alone; the job type mapping stays. {lead.integrationName} is not told.
      </Text>
      <OwnSelect
        label="Job type"
        choices={lead.jobTypeChoices}
        input={form.getInputProps('tenantJobTypeId')}
        optional
      />
      <OwnSelect
        label="Business unit"
        choices={lead.businessUnitChoices}
        input={form.getInputProps('businessUnitId')}
        optional
      />
    </ActForm>
  );
}
