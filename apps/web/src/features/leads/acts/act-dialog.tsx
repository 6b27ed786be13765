import type { Lead } from '@leads/contract/lead';
import { Modal } from '@mantine/core';
import { DeclineForm } from './decline-form.tsx';
import { InvoiceForm } from './invoice-form.tsx';
import { RescheduleForm, ScheduleForm } from './appointment-forms.tsx';
import { JobTypeForm } from './job-type-form.tsx';
import { toActLabel, type LeadButton } from './lead-acts.ts';
import { Questions } from './questions.tsx';

export interface ActDialogProps {
  tenantId: string;
  act: DialogAct;
  /** As it was when the dialog opened: an act that came between is told, not overrun. */
  lead: Lead;
  onClose: () => void;
  /** Somebody was first: the lead as it is now. */
  onNewer: (lead: Lead) => void;
}

export type DialogAct = LeadButton | 'lead.set_job_type';

export interface AskedAct {
  act: DialogAct;
  /** As it was when the button was pressed, or when the reader was last told that somebody was first. */
  lead: Lead;
}

export interface ActDialogsProps {
  tenantId: string;
  /** Kept while the dialog fades out. */
  asked: AskedAct;
  opened: boolean;
  estimateUnsaved: boolean;
  onClose: () => void;
  onNewer: (lead: Lead) => void;
}

const withForm: readonly DialogAct[] = [
  'lead.decline',
  'lead.schedule',
  'lead.reschedule',
  'lead.invoice',
  'lead.set_job_type',
];

/** The dialog of an act that needs more than a press, or asks first. */
export function ActDialogs({ asked, opened, estimateUnsaved, ...rest }: ActDialogsProps) {
  const { act, lead } = asked;
  const props = { ...rest, act, lead };
  return (
    <>
      <Modal
        opened={opened && withForm.includes(act)}
        onClose={rest.onClose}
        title={toTitle(act, lead)}
        size={act === 'lead.invoice' ? 'lg' : 'md'}
      >
        {act === 'lead.decline' && <DeclineForm {...props} />}
        {act === 'lead.schedule' && <ScheduleForm {...props} />}
        {act === 'lead.set_job_type' && <JobTypeForm {...props} />}
        {act === 'lead.reschedule' && <RescheduleForm {...props} />}
        {act === 'lead.invoice' && <InvoiceForm {...props} unsaved={estimateUnsaved} />}
      </Modal>
      <Questions {...props} asked={opened ? act : undefined} />
    </>
  );
}

function toTitle(act: DialogAct, lead: Lead): string {
  if (act === 'lead.decline') return 'Decline this lead?';
  if (act === 'lead.set_job_type') return 'Job type and business unit';
  return toActLabel(act, lead.state);
}
