import { Kbd, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { useHotkeys, useOs } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import type { Session } from '@leads/contract/session';
import { lazy, Suspense, useState } from 'react';
import styles from './palette-button.module.css';

// Nobody waits for it on the first page: it comes with the first ⌘K.
const CommandPalette = lazy(async () => {
  const { CommandPalette: component } = await import('./command-palette.tsx');
  return { default: component };
});

/** Opens the command palette, by click or by ⌘K / Ctrl K from anywhere, fields included. */
export function PaletteButton({ session }: { session: Session }) {
  const [wanted, setWanted] = useState(false);
  const [opened, setOpened] = useState(false);
  const isApple = ['macos', 'ios'].includes(useOs({ getValueInEffect: false }));
  const toggle = (): void => {
    setWanted(true);
    setOpened((isOpen) => !isOpen);
  };
  useHotkeys([['mod+K', toggle]], []);
  return (
    <>
      <UnstyledButton
        className={styles['button'] ?? ''}
        onClick={toggle}
        aria-keyshortcuts={isApple ? 'Meta+K' : 'Control+K'}
      >
        <IconSearch size={18} aria-hidden />
        <VisuallyHidden>Search and commands</VisuallyHidden>
        <span className={styles['words']} aria-hidden>
          Search
        </span>
        <Kbd size="xs" className={styles['words'] ?? ''} aria-hidden>
          {isApple ? '⌘K' : 'Ctrl K'}
        </Kbd>
      </UnstyledButton>
      {wanted && (
        <Suspense>
          <CommandPalette session={session} opened={opened} onClose={() => setOpened(false)} />
        </Suspense>
      )}
    </>
  );
}
