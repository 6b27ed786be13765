import type { StaffLead } from '@leads/contract/admin-leads';
import { Badge, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { leadStateWords } from '#web/features/leads/lead-state-words.ts';
import { SideDrawer } from '#web/ui/page/side-drawer.tsx';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';
import { StatePill } from '#web/ui/show/state-pill.tsx';
import { Customer } from './customer.tsx';
import { EraseButton } from './erase-button.tsx';
import { Deliveries, Timeline, Translation, Warnings } from './lead-sections.tsx';
import { staffLeadQuery } from './queries.ts';

export interface LeadDrawerProps {
  id: string;
  mayReveal: boolean;
  mayErase: boolean;
  onClose: () => void;
}

/** One lead at the side of its list; the customer stays masked until a manager reveals it. */
export function LeadDrawer({ id, mayReveal, mayErase, onClose }: LeadDrawerProps) {
  const query = useQuery(staffLeadQuery(id));
  return (
    <SideDrawer
      query={query}
      fallback="Lead"
      title={({ partnerBookingId }) => partnerBookingId}
      onClose={onClose}
    >
      {(lead) => (
        <Stack gap="lg">
          <Head lead={lead} />
          <Warnings lead={lead} />
          <Customer key={lead.id} lead={lead} mayReveal={mayReveal} />
          <Translation lead={lead} />
          <Deliveries lead={lead} />
          <Timeline lead={lead} />
          {mayErase && !lead.erased && (
            <div>
              <EraseButton lead={lead} />
            </div>
          )}
        </Stack>
      )}
    </SideDrawer>
  );
}

function Head({ lead }: { lead: StaffLead }) {
  const { tone, label } = leadStateWords[lead.state];
  return (
    <Group gap="sm">
      <StatePill tone={tone}>{label}</StatePill>
      {lead.test && (
        <Badge variant="light" color="gray" size="sm" tt="none">
          Test
        </Badge>
      )}
      <Text c="dimmed">
        received <RelativeTime at={lead.receivedAt} />
      </Text>
    </Group>
  );
}
