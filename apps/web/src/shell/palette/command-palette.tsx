import { Combobox, Loader, Modal, Text, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { Session } from '@leads/contract/session';
import { IconSearch } from '@tabler/icons-react';
import { useCallback, useEffect, useLayoutEffect, useState } from 'react';
import type { CommandGroup } from './command.ts';
import styles from './command-palette.module.css';
import { useCommandGroups } from './use-command-groups.ts';

export interface CommandPaletteProps {
  session: Session;
  opened: boolean;
  onClose: () => void;
}

/** Everything that can be gone to or done, found by typing; arrows choose, Enter runs, Escape closes. */
export function CommandPalette({ session, opened, onClose }: CommandPaletteProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      withCloseButton={false}
      centered={false}
      yOffset="12dvh"
      size={600}
      padding={0}
      attributes={{ content: { 'aria-label': 'Search and commands' } }}
      // Gone at once: a dialog that is there is open, and where it leads to gets the focus.
      transitionProps={{ duration: 100, exitDuration: 0, transition: 'fade' }}
    >
      <Palette session={session} onClose={onClose} />
    </Modal>
  );
}

function Palette({ session, onClose }: { session: Session; onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const [searched] = useDebouncedValue(typed.trim(), 150);
  const combobox = useCombobox({ opened: true, onDropdownClose: onClose });
  const { groups, searching } = useCommandGroups({ session, typed, searched });
  const commands = groups.flatMap((group) => group.commands);
  const shown = commands.map(({ id }) => id).join(' ');
  const { selectFirstOption } = combobox;
  const selectFirst = useCallback(() => {
    if (shown !== '') selectFirstOption();
  }, [shown, selectFirstOption]);
  // New results begin at their first line again, before anybody can press Enter on them; the list itself is known to
  // the library only after its first effects.
  useLayoutEffect(selectFirst, [selectFirst]);
  useEffect(selectFirst, [selectFirst]);
  const run = (id: string): void => {
    onClose();
    void commands.find((command) => command.id === id)?.run();
  };
  return (
    <Combobox store={combobox} onOptionSubmit={run}>
      <Combobox.EventsTarget withExpandedAttribute>
        <TextInput
          data-autofocus
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          placeholder="Go to a page, an integration or a tenant…"
          aria-label="Search and commands"
          leftSection={searching ? <Loader size={18} /> : <IconSearch size={18} />}
          classNames={{ input: styles['search'] ?? '' }}
          variant="unstyled"
          size="md"
        />
      </Combobox.EventsTarget>
      <Combobox.Options className={styles['commands'] ?? ''} aria-label="Commands">
        {groups.map((group) => (
          <Group key={group.label} group={group} />
        ))}
      </Combobox.Options>
      {commands.length === 0 && (
        <Text c="dimmed" ta="center" py="xl" component="output" display="block">
          {searching ? 'Searching…' : `Nothing is called “${typed.trim()}”.`}
        </Text>
      )}
    </Combobox>
  );
}

function Group({ group }: { group: CommandGroup }) {
  return (
    <Combobox.Group label={group.label}>
      {group.commands.map((command) => (
        <Combobox.Option key={command.id} value={command.id} className={styles['command'] ?? ''}>
          <command.icon size={18} aria-hidden className={styles['icon']} />
          <span className={styles['label']}>{command.label}</span>
          {command.hint !== undefined && <span className={styles['hint']}>{command.hint}</span>}
        </Combobox.Option>
      ))}
    </Combobox.Group>
  );
}
