import { eraseStaffLead, type StaffLead } from '@leads/contract/admin-leads';
import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconEraser } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { call } from '#web/api/call.ts';
import { Confirm } from '#web/ui/form/confirm.tsx';
import { staffLeadKeys, staffLeadQuery } from './queries.ts';

/** Erases who the customer is; staff confirm by the booking, as they do not see the name. */
export function EraseButton({ lead }: { lead: StaffLead }) {
  const [asking, { open, close }] = useDisclosure(false);
  const queryClient = useQueryClient();
  const erase = async (): Promise<void> => {
    const erased = await call(eraseStaffLead, { params: { id: lead.id } });
    queryClient.setQueryData(staffLeadQuery(lead.id).queryKey, erased);
    void queryClient.invalidateQueries({ queryKey: staffLeadKeys.all });
  };
  return (
    <>
      <Button
        size="xs"
        variant="subtle"
        color="red"
        leftSection={<IconEraser size={18} aria-hidden />}
        onClick={open}
      >
        Erase personal data
      </Button>
      <Confirm
        opened={asking}
        onClose={close}
        title="Erase the personal data of this lead?"
        verb="Erase personal data"
        danger
        typedName={lead.partnerBookingId}
        onConfirm={erase}
      >
        Name, contact, address, description, details, notes and comments are emptied for good, also
        in messages, logs and the audit log. What was done and billed stays. Nobody can take this
        back; {lead.tenantName} can then only end the lead.
      </Confirm>
    </>
  );
}
