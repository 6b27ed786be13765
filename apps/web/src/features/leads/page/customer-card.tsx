import type { Lead } from '@leads/contract/lead';
import { Anchor, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconMapPin, IconPhone } from '@tabler/icons-react';
import { ZonedTime } from '#web/ui/show/zoned-time.tsx';
import { toLengthWords } from '../acts/appointment.ts';
import { toMapUrl, toPhoneUrl, toPhoneWords } from './customer-links.ts';
import styles from './lead-page.module.css';

/** Who needs the work, where, and when; the phone is one tap away. */
export function CustomerCard({ lead }: { lead: Lead }) {
  const { address, email } = lead;
  const lines = [
    address.streetAddress,
    address.addressLine2,
    [address.locality, [address.region, address.postalCode].filter(Boolean).join(' ')]
      .filter(Boolean)
      .join(', '),
    address.country,
  ].filter((line) => line !== '');
  return (
    <Paper component="section" withBorder p="lg" aria-label="Customer">
      <Stack gap="md">
        <Title order={2}>Customer</Title>
        <ContactButtons lead={lead} />
        <dl className={styles['details']}>
          <dt>Address</dt>
          <dd className={styles['text']}>{lines.join('\n') || '–'}</dd>
          {email !== '' && (
            <>
              <dt>E-mail</dt>
              <dd>
                <Anchor href={`mailto:${email}`}>{email}</Anchor>
              </dd>
            </>
          )}
          <dt>Wanted</dt>
          <dd>
            <WantedTime lead={lead} />
          </dd>
          <AppointmentTime lead={lead} />
        </dl>
      </Stack>
    </Paper>
  );
}

function ContactButtons({ lead }: { lead: Lead }) {
  const { address, telephone } = lead;
  const hasAddress = [address.streetAddress, address.locality, address.postalCode].some(Boolean);
  if (telephone === '' && !hasAddress) return null;
  return (
    <Group gap="sm">
      {telephone !== '' && (
        <Button
          component="a"
          href={toPhoneUrl(telephone)}
          variant="default"
          leftSection={<IconPhone size={18} aria-hidden />}
        >
          {toPhoneWords(telephone)}
        </Button>
      )}
      {hasAddress && (
        <Button
          component="a"
          href={toMapUrl(address)}
          target="_blank"
          rel="noreferrer"
          variant="default"
          leftSection={<IconMapPin size={18} aria-hidden />}
        >
          Show on map
        </Button>
      )}
    </Group>
  );
}

function WantedTime({ lead }: { lead: Lead }) {
  if (lead.wantedStartAt === null && lead.erased) return '–';
  if (lead.wantedStartAt === null) {
    return (
      <Text component="span" fw={550}>
        No time given. Call the customer to schedule.
      </Text>
    );
  }
  return (
    <>
      <ZonedTime at={lead.wantedStartAt} timeZone={lead.timeZone} />
      {lead.wantedDurationSec !== null &&
        `, ${toLengthWords(Math.round(lead.wantedDurationSec / 60))}`}
    </>
  );
}

function AppointmentTime({ lead }: { lead: Lead }) {
  if (lead.appointmentStartAt === null) return null;
  return (
    <>
      <dt>Appointment</dt>
      <dd>
        <Text component="span" fw={600}>
          <ZonedTime at={lead.appointmentStartAt} timeZone={lead.timeZone} />
        </Text>
        {lead.appointmentDurationSec !== null &&
          `, ${toLengthWords(Math.round(lead.appointmentDurationSec / 60))}`}
      </dd>
    </>
  );
}
