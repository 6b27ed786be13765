import type { Action } from '@leads/contract/action';
import type { Icon } from '@tabler/icons-react';
import type { PageLink } from '#web/ui/page/link.tsx';

export interface NavEntry {
  label: string;
  icon: Icon;
  /** The full path of its route, as the router knows it; an entry shows once its route exists. */
  path: string;
  params?: Record<string, string>;
  /** Shown to staff who may do this alone. */
  needs?: Action;
}

/** Entries come from a table of paths, so the router cannot check them by type; `existing` does it at run time. */
export function toLink(entry: NavEntry): PageLink {
  return { to: entry.path, params: entry.params ?? {} } as PageLink;
}

/** The entries whose page exists. */
export function existing(entries: readonly NavEntry[], routesByPath: object): NavEntry[] {
  return entries.filter(({ path }) => path in routesByPath || `${path}/` in routesByPath);
}
