import { saveAvailability, type UnitCapacity } from '@leads/contract/availability';
import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { toCallProblem } from '#web/api/call-problem.ts';
import { call } from '#web/api/call.ts';
import { UnsavedGuard } from '#web/ui/form/unsaved-guard.tsx';
import { ProblemAlert } from '#web/ui/page/problem-alert.tsx';
import { toast } from '#web/ui/show/toast.ts';
import styles from './availability.module.css';
import {
  findFaults,
  hasSameContent,
  toCapacity,
  toDraft,
  type CapacityDraft,
} from './capacity-draft.ts';
import { availabilityKeys, availabilityQuery } from './queries.ts';
import { rebase, type BothChanged } from './rebase.ts';
import { SavedBefore } from './saved-before.tsx';
import { WeekEditor } from './week-editor.tsx';

export interface UnitFormProps {
  tenantId: string;
  today: string;
  unit: UnitCapacity;
  readOnly: boolean;
  /** Whether anybody hears of what is saved. */
  listeners: readonly string[];
  onDirty: (isDirty: boolean) => void;
}

interface Edited {
  /** What the changes are made on. */
  base: UnitCapacity;
  draft: CapacityDraft;
  /** Known after a colleague saved first, until the changes are saved or discarded. */
  bothChanged?: readonly BothChanged[];
}

const untouched = (base: UnitCapacity): Edited => ({ base, draft: toDraft(base) });

/** Edits the capacity of one business unit. Changes stay when somebody else saved meanwhile. */
export function UnitForm(props: UnitFormProps) {
  const { unit, readOnly, today, onDirty } = props;
  const [edited, setEdited] = useState(() => untouched(unit));
  const { base, draft, bothChanged } = edited;
  const [showFaults, setShowFaults] = useState(false);
  const isDirty = !hasSameContent(draft, toDraft(base));
  const save = useSave(props, {
    onSaved: (saved, sent) => {
      // What was typed while the save was under way stays, as a change to it.
      setEdited((now) => ({
        base: saved,
        draft: rebase(now.draft, { base: sent, newer: toDraft(saved) }).draft,
      }));
      setShowFaults(false);
    },
    onNewer: (newer) =>
      setEdited((now) => {
        const theirs = toDraft(newer);
        const rebased = rebase(now.draft, { base: toDraft(now.base), newer: theirs });
        // Where they saved just the same, nothing is left to look over.
        return hasSameContent(rebased.draft, theirs)
          ? untouched(newer)
          : { base: newer, ...rebased };
      }),
  });
  // What a colleague saved is taken over silently only while nothing is changed here.
  if (!isDirty && !save.isPending && unit.version !== base.version) setEdited(untouched(unit));
  useEffect(() => onDirty(isDirty), [isDirty, onDirty]);
  const faults = findFaults(draft);
  const form = useRef<HTMLFormElement>(null);
  const submit = (): void => {
    setShowFaults(true);
    if (faults.all.size === 0) save.mutate({ base, draft });
    else {
      requestAnimationFrame(() =>
        form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(),
      );
    }
  };
  // A save that is under way is not let go of: it still says what became of it.
  const forgetRefusal = (): void => {
    if (save.isError) save.reset();
  };
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <UnsavedGuard isDirty={() => isDirty} />
      <WeekEditor
        draft={draft}
        faults={showFaults ? faults.all : faults.plain}
        today={today}
        readOnly={readOnly}
        onChange={(next) => {
          forgetRefusal();
          setEdited((now) => ({ ...now, draft: next }));
        }}
      />
      {isDirty && (
        <div className={styles['bar']}>
          {bothChanged !== undefined && <SavedBefore bothChanged={bothChanged} />}
          <Refusal problem={save.error} />
          <Group gap="sm">
            <Button type="submit" loading={save.isPending}>
              Save
            </Button>
            <Button
              variant="default"
              disabled={save.isPending}
              onClick={() => {
                forgetRefusal();
                setEdited(untouched(base));
              }}
            >
              Discard
            </Button>
            {showFaults && faults.all.size > 0 && (
              <Text component="output" c="red" size="sm">
                {faults.all.size === 1 ? '1 field needs' : `${faults.all.size} fields need`} another
                value.
              </Text>
            )}
          </Group>
        </div>
      )}
    </form>
  );
}

/** What a colleague saved first is told by itself. */
function Refusal({ problem }: { problem: Error | null }) {
  if (problem === null) return null;
  const refused = toCallProblem(problem);
  return refused.code === 'changed_meanwhile' ? null : <ProblemAlert problem={refused} />;
}

interface SaveParts {
  onSaved: (unit: UnitCapacity, sent: CapacityDraft) => void;
  onNewer: (unit: UnitCapacity) => void;
}

function useSave({ tenantId, unit, listeners }: UnitFormProps, { onSaved, onNewer }: SaveParts) {
  const queryClient = useQueryClient();
  const { businessUnitId } = unit;
  const reload = async (): Promise<UnitCapacity> => {
    await queryClient.invalidateQueries({
      queryKey: availabilityKeys.all(tenantId),
      refetchType: 'none',
    });
    void queryClient.invalidateQueries({ queryKey: availabilityKeys.previews(tenantId) });
    const { units } = await queryClient.fetchQuery(availabilityQuery(tenantId));
    return units.find((one) => one.businessUnitId === businessUnitId) ?? unit;
  };
  return useMutation({
    mutationFn: async ({ base, draft }: Edited) => {
      await call(saveAvailability, {
        params: { tenantId, businessUnitId },
        body: { version: base.version, capacity: toCapacity(draft) },
      });
      return reload();
    },
    onSuccess: (saved, { draft }) => {
      onSaved(saved, draft);
      if (listeners.length > 0) toast('Saved. Your partners are told what is open.');
    },
    onError: async (err) => {
      if (toCallProblem(err).code === 'changed_meanwhile') onNewer(await reload());
    },
  });
}
