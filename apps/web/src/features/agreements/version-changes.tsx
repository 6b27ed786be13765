import type { AgreementText } from '@leads/contract/agreements';
import { Stack, Text, Title } from '@mantine/core';
import { compareParagraphs } from './compare-paragraphs.ts';
import styles from './version-changes.module.css';

/** A version's text, with the paragraphs that it added to and took from the one before. */
export function VersionChanges({
  text,
  onlyChanges = false,
}: {
  text: Pick<AgreementText, 'title' | 'body' | 'previous'>;
  /** Leaves out the paragraphs that stayed. */
  onlyChanges?: boolean;
}) {
  const { previous } = text;
  const parts = compareParagraphs(previous?.body ?? text.body, text.body).filter(
    ({ kind }) => !onlyChanges || kind !== 'same',
  );
  return (
    <Stack gap="sm">
      <Title order={3}>{text.title}</Title>
      {previous !== null && (
        <Text c="dimmed">
          Compared with version {previous.version}
          {previous.title === text.title ? '' : `, which was called “${previous.title}”`}.
        </Text>
      )}
      {parts.length === 0 && <Text>The paragraphs are the same.</Text>}
      {parts.map(({ kind, words }, index) => (
        <div key={index} className={styles['part']} data-kind={kind}>
          {kind !== 'same' && (
            <Text size="xs" fw={600}>
              {kind === 'added' ? 'Added' : 'Removed'}
            </Text>
          )}
          <Text style={{ whiteSpace: 'pre-line' }}>{words}</Text>
        </div>
      ))}
    </Stack>
  );
}
