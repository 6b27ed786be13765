import { eraseLead } from '@leads/contract/lead-desk';
import { cancelAppointment, cancelLeadByCustomer } from '@leads/contract/leads';
import { call } from '#web/api/call.ts';
import { Confirm } from '#web/ui/form/confirm.tsx';
import { toast } from '#web/ui/show/toast.ts';
import { useTakeLead } from '../queries.ts';
import type { ActDialogProps, DialogAct } from './act-dialog.tsx';
import { useNewer } from './lost-race.tsx';

/** Acts that only ask whether they are meant. */
export function Questions(props: ActDialogProps & { asked: DialogAct | undefined }) {
  const { asked, tenantId, lead, onClose } = props;
  const take = useTakeLead(tenantId);
  const withNewer = useNewer(props);
  const params = { tenantId, leadId: lead.id };
  const request = { params, body: { version: lead.version } };
  return (
    <>
      <Confirm
        opened={asked === 'lead.cancel_appointment'}
        onClose={onClose}
        title="Cancel the appointment?"
        verb="Cancel appointment"
        danger
        onConfirm={async () => {
          take(await withNewer(() => call(cancelAppointment, request)));
          toast('Appointment canceled');
        }}
      >
        {lead.integrationName} is told. The lead stays accepted, so you can schedule it again.
      </Confirm>
      <Confirm
        opened={asked === 'lead.cancel_by_customer'}
        onClose={onClose}
        title="Did the customer cancel?"
        verb="Customer canceled"
        danger
        onConfirm={async () => {
          take(await withNewer(() => call(cancelLeadByCustomer, request)));
          toast('Noted that the customer canceled');
        }}
      >
        This ends the lead; it cannot be opened again.
        {lead.state === 'scheduled' &&
          ` The appointment is canceled and ${lead.integrationName} is told.`}
      </Confirm>
      <Confirm
        opened={asked === 'lead.erase'}
        onClose={onClose}
        title="Erase the personal data of this lead?"
        verb="Erase personal data"
        danger
        typedName={lead.customerName === '' ? lead.partnerBookingId : lead.customerName}
        onConfirm={async () => take(await call(eraseLead, { params }))}
      >
        Name, contact, address, description, details, notes and comments are emptied for good, also
        in messages, logs and the audit log. What was done and billed stays. Nobody can take this
        back; the lead can then only be ended.
      </Confirm>
    </>
  );
}
