import type { UseFormReturnType } from '@mantine/form';
import { useEffect, useRef } from 'react';
import { hasChanges } from '#web/ui/form/has-changes.ts';

/**
 * Keeps what is typed into a form through a reload of the tab, by its key; without a key it does nothing. Leaving the
 * form in any other way forgets it.
 */
export function useKeptDraft<Values extends Record<string, unknown>>(
  form: UseFormReturnType<Values>,
  key: string | undefined,
): void {
  const isRestored = useRef(false);
  const { values, setValues } = form;
  useEffect(() => {
    if (key === undefined) return;
    if (!isRestored.current) {
      isRestored.current = true;
      const kept = readKept<Values>(key);
      if (kept !== undefined) {
        setValues(kept);
        return;
      }
    }
    if (hasChanges(form)) sessionStorage.setItem(key, JSON.stringify(values));
    else sessionStorage.removeItem(key);
  });
  useEffect(() => {
    if (key === undefined) return;
    return () => sessionStorage.removeItem(key);
  }, [key]);
}

function readKept<Values>(key: string): Partial<Values> | undefined {
  const kept = sessionStorage.getItem(key);
  if (kept === null) return undefined;
  try {
    return JSON.parse(kept) as Partial<Values>;
  } catch {
    return undefined;
  }
}
