import { Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { productName, toDocumentTitle } from '#web/product-name.ts';
import { Diamond } from './diamond.tsx';
import styles from './entry-page.module.css';

/** The pages before one is signed in: one card in the middle. */
export function EntryPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className={styles['page']}>
      <title>{toDocumentTitle(title)}</title>
      <Stack gap="lg" w="100%" maw="28rem">
        <div className={styles['brand']}>
          <Diamond size={28} />
          <Text component="span" size="lg" fw={600}>
            {productName}
          </Text>
        </div>
        <Paper withBorder p="lg" className={styles['card'] ?? ''}>
          <Title order={1} tabIndex={-1} mb="md">
            {title}
          </Title>
          {children}
        </Paper>
      </Stack>
    </main>
  );
}
