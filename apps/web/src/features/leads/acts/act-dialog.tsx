import { cancelAppointment, cancelLeadByCustomer } from '@leads/contract/leads';
import type { Lead } from '@leads/contract/lead';
import { Modal } from '@mantine/core';
import { call } from '#web/api/call.ts';
import { Confirm } from '#web/ui/form/confirm.tsx';
import { toast } from '#web/ui/show/toast.ts';
import { useTakeLead } from '../queries.ts';
import { DeclineForm } from './decline-form.tsx';
import { InvoiceForm } from './invoice-form.tsx';
import { RescheduleForm, ScheduleForm } from './appointment-forms.tsx';
import { toActLabel, type LeadButton } from './lead-acts.ts';

export interface ActDialogProps {
  tenantId: string;
  /** As it was when the dialog opened: an act that came between is told, not overrun. */
  lead: Lead;
  onClose: () => void;
}

export interface AskedAct {
  act: LeadButton;
  /** As it was when the button was pressed. */
  lead: Lead;
}

export interface ActDialogsProps {
  tenantId: string;
  /** Kept while the dialog fades out. */
  asked: AskedAct;
  opened: boolean;
  estimateUnsaved: boolean;
  onClose: () => void;
}

const withForm: readonly LeadButton[] = [
  'lead.decline',
  'lead.schedule',
  'lead.reschedule',
  'lead.invoice',
];

/** The dialog of an act that needs more than a press, or asks first. */
export function ActDialogs({ asked, opened, estimateUnsaved, ...rest }: ActDialogsProps) {
  const { act, lead } = asked;
  const props = { ...rest, lead };
  return (
    <>
      <Modal
        opened={opened && withForm.includes(act)}
        onClose={rest.onClose}
        title={act === 'lead.decline' ? 'Decline this lead?' : toActLabel(act, lead.state)}
        size={act === 'lead.invoice' ? 'lg' : 'md'}
      >
        {act === 'lead.decline' && <DeclineForm {...props} />}
        {act === 'lead.schedule' && <ScheduleForm {...props} />}
        {act === 'lead.reschedule' && <RescheduleForm {...props} />}
        {act === 'lead.invoice' && <InvoiceForm {...props} unsaved={estimateUnsaved} />}
      </Modal>
      <CancelDialogs {...props} act={opened ? act : undefined} />
    </>
  );
}

function CancelDialogs({
  act,
  tenantId,
  lead,
  onClose,
}: ActDialogProps & { act: LeadButton | undefined }) {
  const take = useTakeLead(tenantId);
  const request = { params: { tenantId, leadId: lead.id }, body: { version: lead.version } };
  return (
    <>
      <Confirm
        opened={act === 'lead.cancel_appointment'}
        onClose={onClose}
        title="Cancel the appointment?"
        verb="Cancel appointment"
        danger
        onConfirm={async () => {
          take(await call(cancelAppointment, request));
          toast('Appointment canceled');
        }}
      >
        {lead.integrationName} is told. The lead stays accepted, so you can schedule it again.
      </Confirm>
      <Confirm
        opened={act === 'lead.cancel_by_customer'}
        onClose={onClose}
        title="Did the customer cancel?"
        verb="Customer canceled"
        danger
        onConfirm={async () => {
          take(await call(cancelLeadByCustomer, request));
          toast('Noted that the customer canceled');
        }}
      >
        This ends the lead; it cannot be opened again.
        {lead.state === 'scheduled' &&
          ` The appointment is canceled and ${lead.integrationName} is told.`}
      </Confirm>
    </>
  );
}
