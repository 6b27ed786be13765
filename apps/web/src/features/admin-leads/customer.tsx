import { revealCustomer, type RevealedCustomer, type StaffLead } from '@leads/contract/admin-leads';
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconEye } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { call } from '#web/api/call.ts';
import { toCustomerWords } from '#web/features/leads/lead-state-words.ts';
import { FactList } from '#web/ui/show/fact-list.tsx';
import { ZonedTime } from '#web/ui/show/zoned-time.tsx';
import { RevealDialog, type RevealReason } from './reveal-dialog.tsx';

type Fact = readonly [string, ReactNode];

/**
 * Who needs the work. What Reveal answers is kept in this component alone, so it is gone with the page, and no list or
 * cache ever holds it.
 */
export function Customer({ lead, mayReveal }: { lead: StaffLead; mayReveal: boolean }) {
  const [revealed, setRevealed] = useState<RevealedCustomer>();
  const [asking, { open, close }] = useDisclosure(false);
  const reveal = async (reason: RevealReason | null) =>
    setRevealed(await call(revealCustomer, { params: { id: lead.id }, body: { reason } }));
  // What was revealed before an erasure is not shown after it.
  const shown = lead.erased ? undefined : revealed;
  return (
    <section aria-label="Customer">
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={3}>Customer</Title>
          {mayReveal && !lead.erased && revealed === undefined && (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconEye size={18} aria-hidden />}
              onClick={open}
            >
              Reveal
            </Button>
          )}
        </Group>
        <FactList
          facts={[
            ...(shown === undefined ? toMaskedFacts(lead) : toRevealedFacts(shown)),
            ['Wanted', <Wanted key="wanted" lead={lead} />],
            ...toAppointment(lead),
          ]}
        />
        <Text c="dimmed" size="sm" component="output">
          {lead.erased
            ? 'The personal data was erased.'
            : revealed === undefined
              ? 'Personal data is masked.'
              : 'Shown until you leave this page. The audit log says that you looked.'}
        </Text>
      </Stack>
      <RevealDialog opened={asking} onClose={close} onReveal={reveal} />
    </section>
  );
}

const masked = 'Masked';

function toMaskedFacts(lead: StaffLead): Fact[] {
  return [
    ['Name', toCustomerWords(lead.customerName, lead.erased)],
    ['Telephone', lead.telephone],
    ['E-mail', lead.hasEmail ? masked : ''],
    ['Street address', lead.hasStreetAddress ? masked : ''],
    ['Place', [lead.locality, lead.region].filter(Boolean).join(', ')],
    ['Description', lead.hasDescription ? masked : ''],
    ...[...lead.extraDetails, ...lead.otherDetails].map((label): Fact => [label, masked]),
    ['Decline comment', lead.hasDeclineComment ? masked : ''],
  ];
}

function toRevealedFacts(customer: RevealedCustomer): Fact[] {
  const { streetAddress, addressLine2, locality, region, postalCode, country } = customer;
  const town = [locality, [region, postalCode].filter(Boolean).join(' ')]
    .filter(Boolean)
    .join(', ');
  return [
    ['Name', toCustomerWords(customer.customerName)],
    ['Telephone', customer.telephone],
    ['E-mail', customer.email],
    ['Address', [streetAddress, addressLine2, town, country].filter(Boolean).join('\n')],
    ['Description', customer.description],
    ...[...customer.extraDetails, ...customer.otherDetails].map(({ label, value }): Fact => [
      label,
      value,
    ]),
    ['Decline comment', customer.declineComment ?? ''],
  ];
}

function Wanted({ lead }: { lead: StaffLead }) {
  return lead.wantedStartAt === null ? (
    <>No time given</>
  ) : (
    <ZonedTime at={lead.wantedStartAt} timeZone={lead.timeZone} />
  );
}

function toAppointment({ appointmentStartAt, timeZone }: StaffLead): Fact[] {
  if (appointmentStartAt === null) return [];
  const time = <ZonedTime key="appointment" at={appointmentStartAt} timeZone={timeZone} />;
  return [['Appointment', time]];
}
