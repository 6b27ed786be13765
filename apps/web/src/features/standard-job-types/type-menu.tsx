import type { CatalogueType } from '@leads/contract/standard-job-types';
import { ActionIcon, Menu } from '@mantine/core';
import { IconArchive, IconDots, IconPencil, IconRestore, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { inPage } from '#web/ui/page/in-page.ts';
import { isUsed } from './filter-catalogue.ts';
import { RenameTypeDialog } from './name-dialogs.tsx';
import { RemoveTypeDialog, RestoreDialog, RetireDialog } from './type-dialogs.tsx';

type Act = 'rename' | 'retire' | 'restore' | 'remove';

/** What managers may do with one standard job type; removing is offered only where nothing seems to use it. */
export function TypeMenu({ type }: { type: CatalogueType }) {
  const [act, setAct] = useState<Act>();
  // Hundreds of rows: their dialogs come with the first act on one.
  const [isUsedMenu, setIsUsedMenu] = useState(false);
  const isRetired = type.retiredAt !== null;
  const dialog = (one: Act) => ({
    type,
    opened: act === one,
    onClose: () => setAct(undefined),
  });
  return (
    <>
      <Menu
        position="bottom-end"
        width={180}
        portalProps={inPage}
        onOpen={() => setIsUsedMenu(true)}
      >
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size={30} aria-label={`More for ${type.name}`}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={18} />} onClick={() => setAct('rename')}>
            Rename
          </Menu.Item>
          {isRetired ? (
            <Menu.Item leftSection={<IconRestore size={18} />} onClick={() => setAct('restore')}>
              Offer again
            </Menu.Item>
          ) : (
            <Menu.Item leftSection={<IconArchive size={18} />} onClick={() => setAct('retire')}>
              Retire
            </Menu.Item>
          )}
          {!isUsed(type) && (
            <Menu.Item
              color="red"
              leftSection={<IconTrash size={18} />}
              onClick={() => setAct('remove')}
            >
              Remove
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {isUsedMenu && (
        <>
          <RenameTypeDialog {...dialog('rename')} />
          <RetireDialog {...dialog('retire')} />
          <RestoreDialog {...dialog('restore')} />
          <RemoveTypeDialog {...dialog('remove')} />
        </>
      )}
    </>
  );
}
