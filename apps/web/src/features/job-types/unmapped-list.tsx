import type { PartnerJobType } from '@leads/contract/job-types';
import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { findPartnerJobTypes, targetOf } from './mapping.ts';
import type { MappingEditorProps } from './mapping-editor.tsx';
import styles from './mapping-editor.module.css';
import { StandardTypeInput } from './standard-type-input.tsx';

const stepRows = 50;

/** Partner job types that were not mapped when this view was opened, each with the standard job type to choose. */
export function UnmappedList({
  trades,
  shown,
  draft,
  onMap,
  readOnly,
  search,
}: MappingEditorProps & { shown: readonly PartnerJobType[]; search: string }) {
  const [limit, setLimit] = useState(stepRows);
  const all = findPartnerJobTypes(shown, search);
  const found = all.slice(0, limit);
  const more = all.length - found.length;
  if (found.length === 0) return <Text c="dimmed">No unmapped job type has these words.</Text>;
  return (
    <>
      <ul className={styles['unmapped']}>
        {found.map((one) => (
          <li key={one.id}>
            <div>
              <Text>{one.name}</Text>
              <Text c="dimmed" size="xs">
                {[one.partnerId, one.category].filter((part) => part !== '').join(' · ')}
              </Text>
            </div>
            {readOnly ? (
              <Text c="dimmed">Not mapped</Text>
            ) : (
              <StandardTypeInput
                label={`Standard job type of ${one.name}`}
                trades={trades}
                value={targetOf(draft, one)}
                onChange={(next) => onMap(one, next)}
              />
            )}
          </li>
        ))}
      </ul>
      {more > 0 && (
        <Group gap="md">
          <Button variant="default" size="xs" onClick={() => setLimit(limit + stepRows)}>
            Show more
          </Button>
          <Text c="dimmed">{more.toLocaleString()} more</Text>
        </Group>
      )}
    </>
  );
}
