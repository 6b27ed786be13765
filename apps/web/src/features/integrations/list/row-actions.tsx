import type { IntegrationRow } from '@leads/contract/integrations';
import { ActionIcon, Group, Menu, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { inPage } from '#web/ui/page/in-page.ts';
import { ButtonLink, MenuItemLink } from '#web/ui/page/link.tsx';
import { DeleteDialog } from '../status/delete-dialog.tsx';

/** Edit, and More with Edit and Delete, as the article has them. */
export function RowActions({ row }: { row: IntegrationRow }) {
  const [deleting, { open, close }] = useDisclosure(false);
  return (
    <Group gap="xs" wrap="nowrap" justify="flex-end">
      <ButtonLink to="/integrations/$id" params={{ id: row.id }} variant="default" size="xs">
        Edit<VisuallyHidden> {row.name}</VisuallyHidden>
      </ButtonLink>
      <Menu position="bottom-end" width={160} portalProps={inPage}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size={30} aria-label={`More for ${row.name}`}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <MenuItemLink
            to="/integrations/$id"
            params={{ id: row.id }}
            leftSection={<IconPencil size={18} />}
          >
            Edit
          </MenuItemLink>
          <Menu.Item color="red" leftSection={<IconTrash size={18} />} onClick={open}>
            Delete
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <DeleteDialog integration={row} opened={deleting} onClose={close} />
    </Group>
  );
}
