import type { Integration } from '@leads/contract/integrations';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactNode } from 'react';
import type { CallProblem } from '#web/api/call-problem.ts';
import type { SectionFormInput } from '../open-section.tsx';
import { compareVersions, keepFields, type Describe, type Versions } from './compare-versions.ts';
import { ConflictNotice } from './conflict-notice.tsx';

export interface ConflictInput<Values> {
  /** What the form began from. */
  began: Values;
  readMine: () => Values;
  /** The newest saved values. */
  toValues: (newest: Integration) => Values | Promise<Values>;
  describe: Describe<Values>;
  /** Their values with the kept parts of mine, by key. */
  merge: (both: Pick<Versions<Values>, 'theirs' | 'mine'>, kept: ReadonlySet<string>) => Values;
  /** Makes theirs the saved values of the form and merged the typed ones, before it is sent again. */
  onMerged: (theirs: Values, merged: Values) => void;
}

/**
 * For `SectionForm`'s `refusalAction`: after somebody else's save (`changed_meanwhile`) shows both versions part by
 * part, lets the reader choose, and sends the merged values again over the newest version.
 */
export function useConflict<Values>(
  { versions, refusalAction }: Pick<SectionFormInput, 'versions' | 'refusalAction'>,
  input: ConflictInput<Values>,
): (problem: CallProblem) => ReactNode {
  return (problem) => {
    if (problem.code !== 'changed_meanwhile' || versions === undefined) {
      return refusalAction(problem);
    }
    return (
      <ConflictNotice
        versions={versions}
        load={async (newest) => {
          const theirs = await input.toValues(newest);
          const all = { began: input.began, theirs, mine: input.readMine() };
          return {
            differences: compareVersions(all, input.describe),
            keep: (kept) => input.onMerged(theirs, input.merge(all, kept)),
          };
        }}
      />
    );
  };
}

export interface FormConflictInput<Values extends Record<string, unknown>> {
  form: UseFormReturnType<Values>;
  /** The form's values of a saved integration. */
  toValues: (integration: Integration) => Values;
  describe: Describe<Values>;
  /** How a choice is carried out where parts are not fields of the form. */
  merge?: ConflictInput<Values>['merge'];
}

/** `useConflict` for a section whose values are all in its form. */
export function useFormConflict<Values extends Record<string, unknown>>(
  props: Pick<SectionFormInput, 'versions' | 'refusalAction'> & {
    integration: Integration | undefined;
  },
  { form, toValues, describe, merge = keepFields }: FormConflictInput<Values>,
): (problem: CallProblem) => ReactNode {
  return useConflict(props, {
    began: props.integration === undefined ? form.getValues() : toValues(props.integration),
    readMine: form.getValues,
    toValues,
    describe,
    merge,
    onMerged: (theirs, merged) => {
      form.resetDirty(theirs);
      form.setValues(merged);
    },
  });
}
