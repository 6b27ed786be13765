import { Box, Burger, Drawer, Group } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import type { Session } from '@leads/contract/session';
import { Outlet } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { breadcrumbsId } from '#web/ui/page/breadcrumbs.tsx';
import { Brand, type BrandProps } from './brand.tsx';
import { ColorSchemeMenu } from './color-scheme-menu.tsx';
import { InShell } from './in-shell.tsx';
import type { NavEntry } from './nav-entry.ts';
import { NavList } from './nav-list.tsx';
import styles from './portal-shell.module.css';
import { UserMenu } from './user-menu.tsx';

export interface PortalShellProps {
  session: Session;
  /** The user's role in this portal, as a word. */
  role: string;
  entries: readonly NavEntry[];
  /** Stands above the navigation: whose portal this is. */
  brand: Omit<BrandProps, 'iconsOnly'>;
  /** Stands under the brand, in the header where there are only icons, such as a switcher. */
  underBrand?: ReactNode;
  /** Stands in the header, such as the button of the command palette. */
  search?: ReactNode;
}

/** Navigation left (icons at 1024 px, a drawer at 768), header with breadcrumbs, and the page. */
export function PortalShell(props: PortalShellProps) {
  const { session, role, entries, brand, underBrand } = props;
  const [drawer, { open, close }] = useDisclosure(false);
  const iconsOnly = useMediaQuery('(max-width: 64em)', false, { getInitialValueInEffect: false });
  const narrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false });
  return (
    <div className={styles['shell']}>
      <a href="#page" className={styles['skip']}>
        Skip to content
      </a>
      {!narrow && (
        <nav className={styles['nav']} aria-label="Portal" data-icons={iconsOnly || undefined}>
          <Brand {...brand} iconsOnly={iconsOnly} />
          {!iconsOnly && <Box mb="md">{underBrand}</Box>}
          <NavList entries={entries} iconsOnly={iconsOnly} />
        </nav>
      )}
      <div className={styles['column']}>
        <header className={styles['header']}>
          {narrow && (
            <Burger opened={drawer} onClick={open} size="sm" aria-label="Open navigation" />
          )}
          <div id={breadcrumbsId} className={styles['breadcrumbs']} />
          <Group gap="xs" wrap="nowrap">
            {iconsOnly && !narrow && underBrand}
            {props.search}
            <ColorSchemeMenu />
            <UserMenu user={session.user} role={role} />
          </Group>
        </header>
        <main id="page" tabIndex={-1} className={styles['page']}>
          <InShell value>
            <Outlet />
          </InShell>
        </main>
      </div>
      <Drawer
        opened={drawer && narrow}
        onClose={close}
        size={280}
        title="Navigation"
        transitionProps={{ duration: 120 }}
        closeButtonProps={{ 'aria-label': 'Close navigation' }}
      >
        <nav aria-label="Portal">
          <Brand {...brand} iconsOnly={false} />
          <Box mb="md">{underBrand}</Box>
          <NavList entries={entries} iconsOnly={false} onFollow={close} />
        </nav>
      </Drawer>
    </div>
  );
}
