import { ExtraDetails, extraDetailsMax } from '@leads/contract/integration-sections';
import { saveExtraDetails, type Integration } from '@leads/contract/integrations';
import { Button, Group, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { call } from '#web/api/call.ts';
import { SectionForm } from '#web/ui/form/section-form.tsx';
import { useContractForm } from '#web/ui/form/use-contract-form.ts';
import { useFormConflict } from '../set-up/conflict/use-conflict.tsx';
import type { SectionFormInput } from '../set-up/open-section.tsx';
import { describeExtraDetails, keepExtraDetails } from './extra-detail-versions.ts';
import { ExtraDetailRow } from './extra-detail-row.tsx';
import styles from './extra-detail-row.module.css';

const toValues = ({ extraDetails }: Integration): ExtraDetails => ({ rows: extraDetails });

/** Extra Details: the parameters by which partners identify the leads they send. */
export function ExtraDetailsForm(props: SectionFormInput) {
  const { integration, version, readOnly, save } = props;
  const form = useContractForm(ExtraDetails, toValues(integration));
  const refusalAction = useFormConflict(props, {
    form,
    toValues,
    describe: describeExtraDetails,
    merge: keepExtraDetails,
  });
  const list = useRef<HTMLOListElement>(null);
  const [isFull, setFull] = useState(false);
  const count = form.values.rows.length;

  const focus = (row: number, part: 'parameter' | 'up' | 'down' | 'remove'): void => {
    requestAnimationFrame(() =>
      list.current?.children[row]?.querySelector<HTMLElement>(`[data-part="${part}"]`)?.focus(),
    );
  };
  const add = (): void => {
    if (count >= extraDetailsMax) {
      setFull(true);
      return;
    }
    form.insertListItem('rows', { parameter: '', displayName: '' });
    focus(count, 'parameter');
  };
  const remove = (index: number): void => {
    form.removeListItem('rows', index);
    setFull(false);
    focus(Math.min(index, count - 2), 'remove');
  };
  const move = (from: number, to: number): void => {
    form.reorderListItem('rows', { from, to });
    // At either end the button that was pressed goes dark, so the focus goes to its neighbour.
    const part = to < from ? (to === 0 ? 'down' : 'up') : to === count - 1 ? 'up' : 'down';
    focus(to, part);
  };

  return (
    <SectionForm
      form={form}
      under="extraDetails"
      onSubmit={(extraDetails) =>
        save(() =>
          call(saveExtraDetails, {
            params: { id: integration.id },
            body: { version, extraDetails },
          }),
        )
      }
      onSaved={props.onSaved}
      onCancel={props.onCancel}
      readOnly={readOnly}
      refusalAction={refusalAction}
    >
      {count === 0 ? (
        <Text>
          No parameters{readOnly ? '.' : ' yet. A partner that sends none needs none: save it so.'}
        </Text>
      ) : (
        <ol ref={list} className={styles['list']}>
          {form.values.rows.map((_row, index) => (
            <ExtraDetailRow
              // Rows have no identity but their place; their fields are controlled by the form.
              key={`row-${String(index)}`}
              form={form}
              index={index}
              count={count}
              onRemove={() => remove(index)}
              onMove={(to) => move(index, to)}
              readOnly={readOnly}
            />
          ))}
        </ol>
      )}
      {!readOnly && (
        <Group gap="md">
          <Button variant="default" leftSection={<IconPlus size={18} />} onClick={add}>
            Add parameter
          </Button>
          <Text c="dimmed">
            {count} of {extraDetailsMax}
          </Text>
          <Text component="output" c="red">
            {isFull && 'You can add up to 50 parameters. Remove one to add another.'}
          </Text>
        </Group>
      )}
    </SectionForm>
  );
}
