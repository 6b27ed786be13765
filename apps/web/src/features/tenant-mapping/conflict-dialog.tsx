import type { TenantMapping } from '@leads/contract/tenant-mapping';
import { Button, Group, Modal, SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { toCountedWords } from '#web/ui/show/count-words.ts';
import { countOthersChanges, findConflicts, settleConflicts } from './mapping-conflict.ts';
import type { Mapped, MappingDraft } from './mapping-draft.ts';
import styles from './mapping.module.css';

export interface ConflictDialogProps {
  base: TenantMapping;
  /** What a colleague saved meanwhile; undefined while there is none. */
  newer: TenantMapping | undefined;
  draft: MappingDraft;
  saveLabel: string;
  /** Goes on with the newer mapping and what is left of the changes, saving it at once or not. */
  onSettle: (draft: MappingDraft, save: boolean) => void;
  onClose: () => void;
}

/** A colleague saved first: nothing that was chosen is lost, and rows that both changed are decided one by one. */
export function ConflictDialog({ newer, ...props }: ConflictDialogProps) {
  return (
    <Modal
      opened={newer !== undefined}
      onClose={props.onClose}
      title="A colleague saved the mapping before you"
      size="lg"
    >
      {newer !== undefined && <Settling {...props} newer={newer} />}
    </Modal>
  );
}

function Settling({
  base,
  newer,
  draft,
  saveLabel,
  onSettle,
}: ConflictDialogProps & { newer: TenantMapping }) {
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set());
  const conflicts = findConflicts({ base, newer, draft });
  const others = countOthersChanges({ base, newer, draft });
  const settled = settleConflicts({ newer, draft }, theirs);
  const choose = (id: string, takeTheirs: boolean): void => {
    const next = new Set(theirs);
    if (takeTheirs) next.add(id);
    else next.delete(id);
    setTheirs(next);
  };
  return (
    <Stack gap="md">
      <Text>
        Your changes are still here.
        {others > 0 &&
          ` ${toCountedWords(others, 'other job type')} that your colleague changed will be taken over.`}
        {conflicts.length > 0 && ' These you both changed. Choose which one holds:'}
      </Text>
      {conflicts.length > 0 && (
        <ul className={styles['conflicts']}>
          {conflicts.map((row) => (
            <li key={row.standardJobTypeId}>
              <Text fw={550}>
                {row.trade}: {row.name}
              </Text>
              <SegmentedControl
                size="xs"
                aria-label={`Which holds for ${row.name}`}
                value={theirs.has(row.standardJobTypeId) ? 'theirs' : 'mine'}
                onChange={(value) => choose(row.standardJobTypeId, value === 'theirs')}
                data={[
                  { value: 'mine', label: 'Mine' },
                  { value: 'theirs', label: 'Your colleague’s' },
                ]}
              />
              <Text c="dimmed" size="xs">
                Mine: {toWords(row.mine, newer)}
                <br />
                Your colleague’s: {toWords(row.theirs, newer)}
              </Text>
            </li>
          ))}
        </ul>
      )}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={() => onSettle(settled, false)}>
          Look it over first
        </Button>
        <Button onClick={() => onSettle(settled, true)}>
          {settled.size === 0 ? 'Take the newer mapping' : saveLabel}
        </Button>
      </Group>
    </Stack>
  );
}

function toWords(mapped: Mapped, { jobTypes, businessUnits }: TenantMapping): string {
  const names = (ids: readonly string[], items: TenantMapping['jobTypes']): string =>
    ids.map((id) => items.find((item) => item.id === id)?.name ?? 'No longer active').join(', ');
  const own = names(mapped.tenantJobTypeIds, jobTypes) || 'no job type';
  const units = names(mapped.businessUnitIds, businessUnits);
  return units === '' ? own : `${own} · ${units}`;
}
