import { Text } from '@mantine/core';
import styles from './breadcrumbs.module.css';
import { AnchorLink, type PageLink } from './link.tsx';

/** Where the shell keeps room for the breadcrumbs. */
export const breadcrumbsId = 'breadcrumbs';

export interface Breadcrumb {
  label: string;
  /** Made with `linkOptions({ to, params })`. */
  link: PageLink;
}

/** The way from the top to this page. On a phone only the page right above is shown. */
export function Breadcrumbs({ above, here }: { above: readonly Breadcrumb[]; here: string }) {
  return (
    <nav aria-label="Breadcrumbs">
      <ol className={styles['list']}>
        {above.map((crumb) => (
          <li key={crumb.label} className={styles['above']}>
            <AnchorLink {...crumb.link} c="dimmed">
              {crumb.label}
            </AnchorLink>
          </li>
        ))}
        <li className={styles['here']}>
          <Text component="span" truncate aria-current="page">
            {here}
          </Text>
        </li>
      </ol>
    </nav>
  );
}
