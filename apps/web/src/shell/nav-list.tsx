import { NavLink, Tooltip, type NavLinkProps } from '@mantine/core';
import { createLink, useRouter } from '@tanstack/react-router';
import type { ComponentPropsWithRef } from 'react';
import { existing, toLink, type NavEntry } from './nav-entry.ts';
import styles from './nav-list.module.css';

const EntryLink = createLink(
  (props: NavLinkProps & Omit<ComponentPropsWithRef<'a'>, keyof NavLinkProps>) => (
    <NavLink {...props} />
  ),
);

export interface NavListProps {
  entries: readonly NavEntry[];
  /** Only icons, with the label as a tooltip. */
  iconsOnly: boolean;
  /** A link was followed: the drawer closes. */
  onFollow?: () => void;
}

/** The portal's pages. */
export function NavList({ entries, iconsOnly, onFollow }: NavListProps) {
  const router = useRouter();
  return (
    <ul className={styles['list']} data-icons={iconsOnly || undefined}>
      {existing(entries, router.routesByPath).map((entry) => (
        <li key={entry.path}>
          <Tooltip label={entry.label} position="right" disabled={!iconsOnly}>
            <EntryLink
              {...toLink(entry)}
              className={styles['entry'] ?? ''}
              label={entry.label}
              leftSection={<entry.icon size={18} aria-hidden />}
              onClick={() => onFollow?.()}
              preload="intent"
              activeProps={{ 'data-active': true }}
            />
          </Tooltip>
        </li>
      ))}
    </ul>
  );
}
