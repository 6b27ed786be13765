import {
  DeclineBody,
  declineLead,
  declineReasonLabels,
  declineReasons,
  type DeclineReason,
} from '@leads/contract/leads';
import { Radio, Stack, Text, Textarea } from '@mantine/core';
import { schemaResolver, useForm } from '@mantine/form';
import { call } from '#web/api/call.ts';
import { toast } from '#web/ui/show/toast.ts';
import { useTakeLead } from '../queries.ts';
import { ActForm } from './act-form.tsx';
import type { ActDialogProps } from './act-dialog.tsx';

/** Declines with a reason that the partner reads; the comment goes to it only with Other. */
export function DeclineForm(props: ActDialogProps) {
  const { tenantId, lead } = props;
  const take = useTakeLead(tenantId);
  const form = useForm<{ version: number; reason: DeclineReason | null; comment: string }>({
    initialValues: { version: lead.version, reason: null, comment: '' },
    validate: schemaResolver(DeclineBody, { sync: true }),
  });
  // Of an erased lead nothing may be written, and that reason alone needs words.
  const reasons = declineReasons.filter((reason) => !(lead.erased && reason === 'OTHER'));
  const isOther = form.values.reason === 'OTHER';
  return (
    <ActForm
      {...props}
      form={form}
      verb="Decline lead"
      danger
      onSubmit={async (values) => {
        const body = DeclineBody.parse({ ...values, version: lead.version });
        take(await call(declineLead, { params: { tenantId, leadId: lead.id }, body }));
        toast('Declined');
      }}
    >
      <Text c="dimmed">{lead.integrationName} is told the reason.</Text>
      <Radio.Group label="Reason" {...form.getInputProps('reason')}>
        <Stack gap={12} mt={8} mb={4}>
          {reasons.map((reason) => (
            <Radio key={reason} value={reason} label={declineReasonLabels[reason]} />
          ))}
        </Stack>
      </Radio.Group>
      {!lead.erased && (
        <Textarea
          label="Comment"
          description={
            isOther ? `${lead.integrationName} reads it` : 'Optional; stays within your company'
          }
          maxLength={500}
          withAsterisk={isOther}
          {...form.getInputProps('comment')}
        />
      )}
    </ActForm>
  );
}
