import { useMantineColorScheme } from '@mantine/core';
import type { Session } from '@leads/contract/session';
import { IconDeviceDesktop, IconLogout, IconMoon, IconPlus, IconSun } from '@tabler/icons-react';
import { useRouter, type AnyRouter } from '@tanstack/react-router';
import { v7 as newId } from 'uuid';
import { staffMay } from '#web/features/session/session-permission.ts';
import { adminEntriesFor } from '../admin-entries.ts';
import { existing, toLink } from '../nav-entry.ts';
import { leave } from '../user-menu.tsx';
import { matching, type Command, type CommandGroup } from './command.ts';
import { useFoundIntegrations } from './use-found-integrations.ts';
import { useFoundTenants } from './use-found-tenants.ts';
import { useHere } from './use-here.ts';

export interface CommandQuestion {
  session: Session;
  /** What stands in the field now: filters what is at hand. */
  typed: string;
  /** The same, a moment later: what the server is asked for. */
  searched: string;
}

/** The groups of the Admin Portal's palette, empty ones left out. */
export function useCommandGroups({ session, typed, searched }: CommandQuestion): {
  groups: CommandGroup[];
  searching: boolean;
} {
  const router = useRouter();
  const integrations = useFoundIntegrations({ searched });
  const tenants = useFoundTenants({ searched });
  const here = useHere();
  const acts = useActs(session);
  const pages: Command[] = existing(adminEntriesFor(session), router.routesByPath).map((entry) => ({
    id: `page-${entry.path.slice(1)}`,
    label: entry.label,
    icon: entry.icon,
    run: () => router.navigate(toLink(entry)),
  }));
  // What the server found for the words before must not be run by an Enter that comes quickly.
  const stillFitting = (found: Command[]): Command[] =>
    typed.trim() === searched ? found : matching(found, typed);
  const groups = [
    ...here.map(({ label, commands }) => ({ label, commands: matching(commands, typed) })),
    { label: 'Integrations', commands: stillFitting(integrations.commands) },
    { label: 'Tenants', commands: stillFitting(tenants.commands) },
    { label: 'Pages', commands: matching(pages, typed) },
    { label: 'Commands', commands: matching(acts, typed) },
  ];
  return {
    groups: groups.filter(({ commands }) => commands.length > 0),
    searching: typed.trim() !== searched || integrations.searching || tenants.searching,
  };
}

function useActs(session: Session): Command[] {
  const router: AnyRouter = useRouter();
  const { setColorScheme } = useMantineColorScheme();
  const create: Command = {
    id: 'create-integration',
    label: 'Create Integration',
    icon: IconPlus,
    run: () => router.navigate({ to: '/integrations/$id/new', params: { id: newId() } }),
  };
  const schemes = [
    { id: 'light', label: 'Colour scheme: Light', icon: IconSun, value: 'light' },
    { id: 'dark', label: 'Colour scheme: Dark', icon: IconMoon, value: 'dark' },
    { id: 'auto', label: 'Colour scheme: As the system', icon: IconDeviceDesktop, value: 'auto' },
  ] as const;
  return [
    ...(staffMay(session, 'integration.create') ? [create] : []),
    ...schemes.map(({ value, ...scheme }) => ({ ...scheme, run: () => setColorScheme(value) })),
    { id: 'sign-out', label: 'Sign out', icon: IconLogout, run: leave },
  ];
}
