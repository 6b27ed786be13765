import { Group, Portal, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { toDocumentTitle } from '#web/product-name.ts';
import { Breadcrumbs, breadcrumbsId, type Breadcrumb } from './breadcrumbs.tsx';
import type { PageLink } from './link.tsx';
import styles from './page-header.module.css';

export interface PageHeaderProps {
  /** The page's name: its h1, the document's title and the last breadcrumb. */
  title: string;
  /** How many wait here; stands before the document's title ("(3) Leads"), so that a tab in the background tells it. */
  count?: number;
  /** The part of the thing that is open, such as a tab: first in the document's title, last of the breadcrumbs. */
  part?: string | undefined;
  /** Where the thing itself is; needed with `part`. */
  link?: PageLink;
  /** The pages above this one, outermost first. */
  breadcrumbs?: readonly Breadcrumb[];
  /** Stands before the title, such as a logo. */
  logo?: ReactNode;
  /** Stands behind the title, such as a StatePill. */
  state?: ReactNode;
  /** One sentence under the title. */
  description?: ReactNode;
  /** Top right: at most one primary button, and a menu of the others. */
  action?: ReactNode;
}

/** Opens every page, exactly once. On navigation the shell moves the focus to its h1. */
export function PageHeader({
  title,
  count = 0,
  part,
  link,
  breadcrumbs = [],
  logo,
  state,
  description,
  action,
}: PageHeaderProps) {
  const own = part === undefined ? title : `${part} · ${title}`;
  const above =
    part === undefined || link === undefined
      ? breadcrumbs
      : [...breadcrumbs, { label: title, link }];
  return (
    <header className={styles['header']}>
      <title>{toDocumentTitle(count > 0 ? `(${count.toLocaleString()}) ${own}` : own)}</title>
      <Portal target={`#${breadcrumbsId}`}>
        <Breadcrumbs above={above} here={part ?? title} />
      </Portal>
      <Group gap="sm" wrap="nowrap" className={styles['titles']}>
        {logo}
        <Stack gap={2} miw={0}>
          <Group gap="sm">
            <Title order={1} tabIndex={-1}>
              {title}
            </Title>
            {state}
          </Group>
          {description !== undefined && <Text c="dimmed">{description}</Text>}
        </Stack>
      </Group>
      {action !== undefined && <Group gap="sm">{action}</Group>}
    </header>
  );
}
