import type { UseFormReturnType } from '@mantine/form';
import { useRef, useState, type FormEvent, type RefObject } from 'react';
import { toCallProblem, type CallProblem } from '#web/api/call-problem.ts';
import { focusFirstFault } from './focus-first-fault.ts';
import { sortFaults } from './sort-faults.ts';

export interface SubmitInput<Values, Sent, Rules> {
  form: UseFormReturnType<Values, Sent, Rules>;
  /** Sends the values. A thrown CallProblem lands on the fields or in `refusal`. */
  onSubmit: (values: Sent) => Promise<unknown>;
  /** The body's key that holds the form, as `general` in `{ version, general }`; left out, the form is the body. */
  under?: string | undefined;
}

export interface Submit {
  formRef: RefObject<HTMLFormElement | null>;
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  saving: boolean;
  /** What could not be put on a field. */
  refusal: { problem: CallProblem; faults: string[] } | undefined;
}

/** Submits a form: faults go on their fields and the first gets the focus; all other problems are told above the form. */
export function useSubmit<Values, Sent, Rules>(input: SubmitInput<Values, Sent, Rules>): Submit {
  const { form, onSubmit, under } = input;
  const formRef = useRef<HTMLFormElement>(null);
  const [refusal, setRefusal] = useState<Submit['refusal']>();

  const refuse = (thrown: unknown): void => {
    const problem = toCallProblem(thrown);
    const { onFields, others } = sortFaults(problem.errors, form.getValues(), under);
    const paths = Object.keys(onFields);
    form.setErrors(onFields);
    if (paths.length > 0) focusFirstFault(formRef.current, paths);
    setRefusal(paths.length > 0 && others.length === 0 ? undefined : { problem, faults: others });
  };

  const submit = (event: FormEvent<HTMLFormElement>): void =>
    form.onSubmit(
      async (values) => {
        setRefusal(undefined);
        try {
          await onSubmit(values);
        } catch (err) {
          refuse(err);
        }
      },
      (errors) => focusFirstFault(formRef.current, Object.keys(errors)),
    )(event);
  return { formRef, onSubmit: submit, saving: form.submitting, refusal };
}
