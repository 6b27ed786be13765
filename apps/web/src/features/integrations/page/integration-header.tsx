import type { Integration } from '@leads/contract/integrations';
import { ActionIcon, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDots, IconSend, IconTrash } from '@tabler/icons-react';
import { linkOptions, useNavigate } from '@tanstack/react-router';
import { inPage } from '#web/ui/page/in-page.ts';
import { MenuItemLink } from '#web/ui/page/link.tsx';
import { PageHeader } from '#web/ui/page/page-header.tsx';
import { InitialsLogo } from '#web/ui/show/initials-logo.tsx';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';
import { StatePill } from '#web/ui/show/state-pill.tsx';
import { DeleteDialog } from '../status/delete-dialog.tsx';
import { StatusSwitch } from '../status/status-switch.tsx';
import { integrationStatusWords } from '../status/status-words.ts';

export const integrationsCrumb = {
  label: 'Integrations',
  link: linkOptions({ to: '/integrations' }),
};

export interface IntegrationHeaderProps {
  integration: Integration;
  readOnly: boolean;
  /** The open tab, where it is not the set-up. */
  part?: string | undefined;
}

/** Logo, name, Status toggle and More, above everything of one integration. */
export function IntegrationHeader({ integration, readOnly, part }: IntegrationHeaderProps) {
  const { id, general, status, connectedTenants, waitingDeliveries } = integration;
  const words = integrationStatusWords[status];
  const row = { id, name: general.name, status, connectedTenants };
  return (
    <PageHeader
      title={general.name}
      part={part}
      breadcrumbs={[integrationsCrumb]}
      link={linkOptions({ to: '/integrations/$id', params: { id } })}
      logo={<InitialsLogo name={general.name} url={integration.logoUrl} size={44} />}
      state={<StatePill tone={words.tone}>{words.label}</StatePill>}
      description={
        <>
          Changed by {integration.updatedByName}, <RelativeTime at={integration.updatedAt} />
        </>
      }
      action={
        !readOnly && (
          <>
            <StatusSwitch integration={row} waitingDeliveries={waitingDeliveries} label="Status" />
            <More integration={row} />
          </>
        )
      }
    />
  );
}

function More({
  integration,
}: {
  integration: { id: string; name: string; connectedTenants: number };
}) {
  const navigate = useNavigate();
  const [deleting, { open, close }] = useDisclosure(false);
  return (
    <>
      <Menu position="bottom-end" width={200} portalProps={inPage}>
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label="More">
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <MenuItemLink
            to="/deliveries"
            search={{ integration: integration.id }}
            leftSection={<IconSend size={18} />}
          >
            Deliveries
          </MenuItemLink>
          <Menu.Item color="red" leftSection={<IconTrash size={18} />} onClick={open}>
            Delete
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <DeleteDialog
        integration={integration}
        opened={deleting}
        onClose={close}
        onDeleted={() => navigate({ to: '/integrations' })}
      />
    </>
  );
}
