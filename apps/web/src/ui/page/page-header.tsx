import { Group, Portal, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { toDocumentTitle } from '#web/product-name.ts';
import { Breadcrumbs, breadcrumbsId, type Breadcrumb } from './breadcrumbs.tsx';
import styles from './page-header.module.css';

export interface PageHeaderProps {
  /** The page's name: its h1, the document's title and the last breadcrumb. */
  title: string;
  /** How many wait here; stands before the document's title ("(3) Leads"), so that a tab in the background tells it. */
  count?: number;
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
  breadcrumbs = [],
  logo,
  state,
  description,
  action,
}: PageHeaderProps) {
  return (
    <header className={styles['header']}>
      <title>{toDocumentTitle(count > 0 ? `(${count.toLocaleString()}) ${title}` : title)}</title>
      <Portal target={`#${breadcrumbsId}`}>
        <Breadcrumbs above={breadcrumbs} here={title} />
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
