import type { Integration } from '@leads/contract/integrations';
import { Button, Group, Text } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { toCallProblem } from '#web/api/call-problem.ts';
import { toastProblem } from '#web/ui/show/toast.ts';
import type { SectionVersions } from '../open-section.tsx';
import type { VersionDifference } from './compare-versions.ts';
import { ConflictDialog } from './conflict-dialog.tsx';

export interface LoadedConflict {
  differences: VersionDifference[];
  /** Puts the choice into the form. */
  keep: (kept: ReadonlySet<string>) => void;
}

export interface ConflictNoticeProps {
  versions: SectionVersions;
  load: (newest: Integration) => Promise<LoadedConflict>;
}

interface Shown extends LoadedConflict {
  newest: Integration;
}

/** Stands in the refusal of a save: opens both versions at once, and again by its button. */
export function ConflictNotice({ versions, load }: ConflictNoticeProps) {
  const place = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState<Shown>();
  const [resending, setResending] = useState(false);

  const open = async (): Promise<void> => {
    try {
      const newest = await versions.fetchNewest();
      setShown({ newest, ...(await load(newest)) });
    } catch (err) {
      toastProblem(toCallProblem(err));
    }
  };
  const first = useRef(open);
  useEffect(() => void first.current(), []);
  // The form is sent once it holds the merged values and the newest version, which is after the next render.
  useEffect(() => {
    if (resending) place.current?.closest('form')?.requestSubmit();
  }, [resending]);

  return (
    <div ref={place}>
      <Text c="dimmed">What you typed stays below.</Text>
      <Group mt="xs">
        <Button size="xs" variant="default" onClick={() => void open()}>
          Compare both versions
        </Button>
      </Group>
      <ConflictDialog
        title={`Two versions of ${versions.title}`}
        by={shown === undefined ? undefined : versions.savedBy(shown.newest)}
        differences={shown?.differences}
        onClose={() => setShown(undefined)}
        onTakeTheirs={() => {
          if (shown !== undefined) versions.takeTheirs(shown.newest);
        }}
        onSaveAgain={(kept) => {
          if (shown === undefined) return;
          versions.rebase(shown.newest);
          shown.keep(kept);
          setShown(undefined);
          setResending(true);
        }}
      />
    </div>
  );
}
