import type { EstimateLine } from '@leads/contract/lead';
import { ActionIcon, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconTrash } from '@tabler/icons-react';
import { Money } from '#web/ui/show/money.tsx';
import styles from './estimate.module.css';
import { findLineTotal } from './estimate-totals.ts';

export interface EstimateLineInputsProps {
  form: UseFormReturnType<{ lines: EstimateLine[] }>;
  index: number;
  line: EstimateLine;
  currency: string;
}

/** One line of the estimate: a row where there is room, else fields under each other. */
export function EstimateLineInputs({ form, index, line, currency }: EstimateLineInputsProps) {
  const field = (name: keyof EstimateLine) => form.getInputProps(`lines.${index}.${name}`);
  return (
    <li className={styles['line']}>
      <TextInput label="SKU" maxLength={100} {...field('sku')} />
      <TextInput label="Description" maxLength={500} {...field('description')} />
      <TextInput label="Quantity" inputMode="decimal" {...field('quantity')} />
      <TextInput label="Unit price" inputMode="decimal" {...field('unitPrice')} />
      <output className={styles['lineTotal']}>
        <Money amount={findLineTotal(line, currency)} currency={currency} />
      </output>
      <ActionIcon
        className={styles['remove'] ?? ''}
        variant="subtle"
        color="gray"
        size={36}
        aria-label={`Remove line ${index + 1}`}
        onClick={() => form.removeListItem('lines', index)}
      >
        <IconTrash size={18} />
      </ActionIcon>
    </li>
  );
}
