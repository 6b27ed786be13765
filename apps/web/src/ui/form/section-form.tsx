import { Button, Group, Stack } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useEffect, useRef, type ReactNode } from 'react';
import type { CallProblem } from '#web/api/call-problem.ts';
import { ProblemAlert } from '../page/problem-alert.tsx';
import { useMarkUnsaved } from './section-card.tsx';
import styles from './section-form.module.css';
import { hasChanges } from './has-changes.ts';
import { UnsavedGuard } from './unsaved-guard.tsx';
import { useSubmit } from './use-submit.ts';

export interface SectionFormProps<Values, Sent, Rules> {
  /** From `useContractForm`. */
  form: UseFormReturnType<Values, Sent, Rules>;
  /** Saves; throw what `call` throws. */
  onSubmit: (values: Sent) => Promise<unknown>;
  /** After the save, with no unsaved changes any more: fold the card, move on. */
  onSaved: () => void;
  onCancel: () => void;
  saveLabel?: string;
  /** Fields are shown but cannot be changed, and there is nothing to save (viewers). */
  readOnly?: boolean;
  /** Some controls only look around (search, folded parts): read-only, the children disable their own fields. */
  lookAround?: boolean;
  /** The body's key that holds the form, as `general` in `{ version, general }`; left out, the form is the body. */
  under?: string;
  /** What can be done about a refusal, such as loading the newer version after `changed_meanwhile`. */
  refusalAction?: (problem: CallProblem) => ReactNode;
  /** More that is not saved yet and lives outside of the form, such as a chosen picture. */
  otherChanges?: boolean;
  children: ReactNode;
}

/** The form of a section: fields, Save bar that stays in sight, guard against leaving with unsaved changes. */
export function SectionForm<Values extends Record<string, unknown>, Sent, Rules>(
  props: SectionFormProps<Values, Sent, Rules>,
) {
  const { form, readOnly = false, otherChanges = false } = props;
  const dirty = !readOnly && (hasChanges(form) || otherChanges);
  const dirtyRef = useRef(dirty);
  const markUnsaved = useMarkUnsaved();
  useEffect(() => {
    dirtyRef.current = dirty;
    markUnsaved(dirty);
    return () => markUnsaved(false);
  }, [dirty, markUnsaved]);

  const { formRef, onSubmit, saving, refusal } = useSubmit({
    form,
    under: props.under,
    onSubmit: async (values) => {
      await props.onSubmit(values);
      form.resetDirty();
      dirtyRef.current = false;
      props.onSaved();
    },
  });

  // Cancel says itself that what was typed may go.
  const cancel = (): void => {
    dirtyRef.current = false;
    props.onCancel();
  };

  return (
    <form ref={formRef} onSubmit={onSubmit} noValidate className={styles['form']}>
      <UnsavedGuard isDirty={() => dirtyRef.current} />
      {refusal !== undefined && (
        <ProblemAlert problem={refusal.problem} faults={refusal.faults}>
          {props.refusalAction?.(refusal.problem)}
        </ProblemAlert>
      )}
      <fieldset
        disabled={readOnly && props.lookAround !== true}
        className={styles['fields']}
        data-read-only={readOnly || undefined}
      >
        <Stack gap="lg">{props.children}</Stack>
      </fieldset>
      <Group gap="sm" className={styles['bar']}>
        {!readOnly && (
          <Button type="submit" loading={saving}>
            {props.saveLabel ?? 'Save'}
          </Button>
        )}
        <Button variant="default" onClick={cancel}>
          {readOnly ? 'Close' : 'Cancel'}
        </Button>
      </Group>
    </form>
  );
}
