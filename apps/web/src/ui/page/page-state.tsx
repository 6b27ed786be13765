import { EmptyState as Plate, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { toDocumentTitle } from '#web/product-name.ts';

interface PageStateProps {
  icon: ReactNode;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  /** It is all of the page, so its title is the page's. */
  whole?: boolean;
}

/** The one look of everything that stands in place of content. */
export function PageState({ icon, title, children, actions, whole = false }: PageStateProps) {
  return (
    <Plate size="sm" py="xl" icon={icon} withIndicatorBackground>
      {whole && <title>{toDocumentTitle(title)}</title>}
      <Title order={whole ? 1 : 2} size="h2" {...(whole ? { tabIndex: -1 } : {})}>
        {title}
      </Title>
      {children !== undefined && <Plate.Description>{children}</Plate.Description>}
      {actions !== undefined && <Plate.Actions>{actions}</Plate.Actions>}
    </Plate>
  );
}
