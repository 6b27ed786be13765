import { weekdayNames } from '@leads/contract/capacity';
import { saveAvailability, type UnitCapacity } from '@leads/contract/availability';
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
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
  rebase,
  toCapacity,
  toDraft,
  type CapacityDraft,
  type Rebased,
} from './capacity-draft.ts';
import { toSpotWords, toWindowWords } from './clock-words.ts';
import { availabilityKeys, availabilityQuery } from './queries.ts';
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

/** Edits the capacity of one business unit. Changes stay when somebody else saved meanwhile. */
export function UnitForm(props: UnitFormProps) {
  const { unit, readOnly, today, onDirty } = props;
  const [base, setBase] = useState(unit);
  const [draft, setDraft] = useState<CapacityDraft>(() => toDraft(unit));
  const [showFaults, setShowFaults] = useState(false);
  const [bothChanged, setBothChanged] = useState<Rebased['bothChanged']>([]);
  const isDirty = !hasSameContent(draft, toDraft(base));
  // What a colleague saved is taken over silently only while nothing is changed here.
  if (!isDirty && unit.version !== base.version) {
    setBase(unit);
    setDraft(toDraft(unit));
  }
  const dirtyRef = useRef(isDirty);
  useEffect(() => {
    dirtyRef.current = isDirty;
    onDirty(isDirty);
  }, [isDirty, onDirty]);
  const save = useSave(props, {
    base,
    onSaved: (saved) => {
      setBase(saved);
      setDraft(toDraft(saved));
      setShowFaults(false);
      setBothChanged([]);
    },
    onNewer: (newer) => {
      const rebased = rebase(draft, { base: toDraft(base), newer: toDraft(newer) });
      setBase(newer);
      setDraft(rebased.draft);
      setBothChanged(rebased.bothChanged);
    },
  });
  const faults = findFaults(draft);
  const shown = showFaults ? faults : withoutMissing(faults);
  const form = useRef<HTMLFormElement>(null);
  const submit = (): void => {
    setShowFaults(true);
    if (faults.size === 0) save.mutate(draft);
    else {
      requestAnimationFrame(() =>
        form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(),
      );
    }
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
      <UnsavedGuard isDirty={() => dirtyRef.current} />
      <WeekEditor
        draft={draft}
        faults={shown}
        today={today}
        readOnly={readOnly}
        onChange={(next) => {
          save.reset();
          setDraft(next);
        }}
      />
      {isDirty && (
        <div className={styles['bar']}>
          <Refusal problem={save.error} bothChanged={bothChanged} />
          <Group gap="sm">
            <Button type="submit" loading={save.isPending}>
              Save
            </Button>
            <Button
              variant="default"
              onClick={() => {
                save.reset();
                setBothChanged([]);
                setDraft(toDraft(base));
              }}
            >
              Discard
            </Button>
            {showFaults && faults.size > 0 && (
              <Text component="output" c="red" size="sm">
                {faults.size === 1 ? '1 field needs' : `${faults.size} fields need`} another value.
              </Text>
            )}
          </Group>
        </div>
      )}
    </form>
  );
}

/** While somebody types, only what is plainly wrong is told: windows that overlap or end before they begin. */
function withoutMissing(faults: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...faults].filter(([, message]) => !message.startsWith('Enter')));
}

interface SaveParts {
  base: UnitCapacity;
  onSaved: (unit: UnitCapacity) => void;
  onNewer: (unit: UnitCapacity) => void;
}

function useSave({ tenantId, listeners }: UnitFormProps, { base, onSaved, onNewer }: SaveParts) {
  const queryClient = useQueryClient();
  const { businessUnitId } = base;
  const reload = async (): Promise<UnitCapacity> => {
    await queryClient.invalidateQueries({
      queryKey: availabilityKeys.all(tenantId),
      refetchType: 'none',
    });
    void queryClient.invalidateQueries({ queryKey: availabilityKeys.previews(tenantId) });
    const { units } = await queryClient.fetchQuery(availabilityQuery(tenantId));
    return units.find((one) => one.businessUnitId === businessUnitId) ?? base;
  };
  return useMutation({
    mutationFn: async (draft: CapacityDraft) => {
      await call(saveAvailability, {
        params: { tenantId, businessUnitId },
        body: { version: base.version, capacity: toCapacity(draft) },
      });
      return reload();
    },
    onSuccess: (saved) => {
      onSaved(saved);
      toast(listeners.length === 0 ? 'Saved.' : 'Saved. Your partners are told what is open.');
    },
    onError: async (err) => {
      if (toCallProblem(err).code === 'changed_meanwhile') onNewer(await reload());
    },
  });
}

function Refusal({
  problem,
  bothChanged,
}: {
  problem: Error | null;
  bothChanged: Rebased['bothChanged'];
}) {
  if (problem === null) return null;
  const refused = toCallProblem(problem);
  if (refused.code !== 'changed_meanwhile') return <ProblemAlert problem={refused} />;
  return (
    <Alert color="yellow" variant="light" role="alert" title="Somebody saved before you">
      <Stack gap={4}>
        <Text>
          {bothChanged.length === 0
            ? 'Their changes are here now, and yours are kept on top of them. Look them over, then save.'
            : 'Their changes are here now. You both changed these days; yours are kept, theirs are:'}
        </Text>
        {bothChanged.map(({ weekday, theirs }) => (
          <Text key={weekday} size="sm">
            {weekdayNames[weekday]}:{' '}
            {theirs.length === 0
              ? 'closed'
              : theirs.map((one) => `${toWindowWords(one)}, ${toSpotWords(one.spots)}`).join('; ')}
          </Text>
        ))}
      </Stack>
    </Alert>
  );
}
