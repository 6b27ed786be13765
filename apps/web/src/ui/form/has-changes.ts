import type { UseFormReturnType } from '@mantine/form';
import diff from 'microdiff';

/**
 * Whether the form differs from what is saved. By its values alone: typing and taking it back, adding a row and removing
 * it, are no change.
 */
export function hasChanges<Values extends Record<string, unknown>, Sent, Rules>(
  form: UseFormReturnType<Values, Sent, Rules>,
): boolean {
  return diff(form.getInitialValues(), form.getValues()).length > 0;
}
