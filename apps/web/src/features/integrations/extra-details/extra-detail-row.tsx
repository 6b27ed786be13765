import type { ExtraDetails } from '@leads/contract/integration-sections';
import { ActionIcon, Group, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import styles from './extra-detail-row.module.css';

export interface ExtraDetailRowProps {
  form: UseFormReturnType<ExtraDetails>;
  index: number;
  count: number;
  onRemove: () => void;
  onMove: (to: number) => void;
  readOnly: boolean;
}

/** One parameter with its display name, and the buttons that order and remove it. */
export function ExtraDetailRow(props: ExtraDetailRowProps) {
  const { form, index, count, onRemove, onMove, readOnly } = props;
  const place = index + 1;
  const labels = index === 0 ? 'first' : 'rest';
  return (
    <li className={styles['row']} data-labels={labels}>
      <TextInput
        label="Parameter"
        placeholder="utm_source"
        className={styles['field']}
        classNames={{ input: styles['code'] ?? '' }}
        data-part="parameter"
        {...form.getInputProps(`rows.${index}.parameter`)}
      />
      <TextInput
        label="Display Name"
        placeholder="Campaign"
        className={styles['field']}
        {...form.getInputProps(`rows.${index}.displayName`)}
      />
      {!readOnly && (
        <Group gap={2} wrap="nowrap" className={styles['buttons']}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={`Move row ${place} up`}
            data-part="up"
            disabled={index === 0}
            onClick={() => onMove(index - 1)}
          >
            <IconArrowUp size={18} />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={`Move row ${place} down`}
            data-part="down"
            disabled={index === count - 1}
            onClick={() => onMove(index + 1)}
          >
            <IconArrowDown size={18} />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={`Remove row ${place}`}
            data-part="remove"
            onClick={onRemove}
          >
            <IconTrash size={18} />
          </ActionIcon>
        </Group>
      )}
    </li>
  );
}
