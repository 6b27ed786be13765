import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './brand.module.css';

export interface BrandProps {
  logo: ReactNode;
  name: string;
  under: string;
  iconsOnly: boolean;
}

/** Whose portal this is: sign, name and a word under it; only the sign where there is no room. */
export function Brand({ logo, name, under, iconsOnly }: BrandProps) {
  return (
    <div className={styles['brand']} data-icons={iconsOnly || undefined}>
      {logo}
      {!iconsOnly && (
        <div>
          <Text component="div" fw={600} lh={1.25}>
            {name}
          </Text>
          <Text component="div" size="xs" c="dimmed">
            {under}
          </Text>
        </div>
      )}
    </div>
  );
}
