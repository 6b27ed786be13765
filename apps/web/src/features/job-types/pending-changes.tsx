import type { PartnerJobType } from '@leads/contract/job-types';
import { Button, Collapse, Group, Paper, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { toCountedWords } from '#web/ui/show/count-words.ts';
import { listChanges, type MappingDraft } from './mapping.ts';
import styles from './mapping-editor.module.css';

export interface PendingChangesProps {
  partnerJobTypes: readonly PartnerJobType[];
  draft: MappingDraft;
  nameOf: (standardJobTypeId: string) => string;
  onMap: (partnerJobType: PartnerJobType, standardJobTypeId: string | null) => void;
  onDiscard: () => void;
}

const shownMax = 100;

/** What the next save changes, to be looked at and undone before it. */
export function PendingChanges(props: PendingChangesProps) {
  const { partnerJobTypes, draft, nameOf, onMap, onDiscard } = props;
  const [opened, { toggle }] = useDisclosure(false);
  if (draft.size === 0) return null;
  const words = (id: string | null): string => (id === null ? 'Not mapped' : nameOf(id));
  const changes = opened ? listChanges(partnerJobTypes, draft) : [];
  return (
    <Paper withBorder px="sm" py="xs">
      <Group gap="sm">
        <Text component="output" fw={550}>
          {toCountedWords(draft.size, 'mapping change')}, not saved yet
        </Text>
        <Button variant="subtle" size="compact-sm" aria-expanded={opened} onClick={toggle}>
          {opened ? 'Hide changes' : 'Show changes'}
        </Button>
        <Button variant="subtle" size="compact-sm" onClick={onDiscard}>
          Discard changes
        </Button>
      </Group>
      <Collapse expanded={opened} transitionDuration={120}>
        <ul className={styles['changes']}>
          {changes.slice(0, shownMax).map(({ one, from, to }) => (
            <li key={one.id}>
              <span>
                {one.name}
                <Text component="span" c="dimmed">
                  {' '}
                  {words(from)} → {words(to)}
                </Text>
              </span>
              <Button
                variant="subtle"
                size="compact-sm"
                aria-label={`Undo ${one.name}`}
                onClick={() => onMap(one, from)}
              >
                Undo
              </Button>
            </li>
          ))}
        </ul>
        {changes.length > shownMax && (
          <Text c="dimmed">{(changes.length - shownMax).toLocaleString()} more</Text>
        )}
      </Collapse>
    </Paper>
  );
}
