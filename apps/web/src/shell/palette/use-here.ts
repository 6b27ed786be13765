import { IconArrowRight, IconLayoutList } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMatch, useRouter } from '@tanstack/react-router';
import { integrationTabs } from '#web/features/integrations/page/integration-tabs.tsx';
import { integrationQuery } from '#web/features/integrations/queries.ts';
import {
  sectionLink,
  sectionSlugs,
  titleOfSlug,
} from '#web/features/integrations/set-up/section-slug.ts';
import { existing, toLink } from '../nav-entry.ts';
import type { CommandGroup } from './command.ts';

/** Where one can go within the integration that is open. */
export function useHere(): CommandGroup[] {
  const router = useRouter();
  const match = useMatch({ from: '/_admin/integrations/$id', shouldThrow: false });
  const id = match?.params.id;
  const { data } = useQuery({
    ...integrationQuery(id ?? ''),
    enabled: id !== undefined,
  });
  if (id === undefined || data === undefined) return [];
  const entries = integrationTabs.map(({ label, path }) => ({
    label,
    path,
    icon: IconLayoutList,
    params: { id },
  }));
  return [
    {
      label: data.general.name,
      commands: [
        ...existing(entries, router.routesByPath).map((entry) => ({
          id: `tab-${entry.label}`,
          label: entry.label,
          icon: entry.icon,
          run: () => router.navigate(toLink(entry)),
        })),
        ...sectionSlugs.map((slug) => ({
          id: `section-${slug}`,
          label: titleOfSlug(slug),
          hint: 'Section',
          icon: IconArrowRight,
          run: () => router.navigate(sectionLink(id, slug)),
        })),
      ],
    },
  ];
}
