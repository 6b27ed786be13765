import { saveTenantMapping, type TenantMapping } from '@leads/contract/tenant-mapping';
import { Button, Group, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { toCallProblem } from '#web/api/call-problem.ts';
import { call } from '#web/api/call.ts';
import { UnsavedGuard } from '#web/ui/form/unsaved-guard.tsx';
import { ProblemAlert } from '#web/ui/page/problem-alert.tsx';
import { toCountedWords } from '#web/ui/show/count-words.ts';
import { tenantIntegrationKeys } from '../tenant-integrations/queries.ts';
import { ConflictDialog } from './conflict-dialog.tsx';
import { keepSince, type ChangeDraft, type MappingDraft } from './mapping-draft.ts';
import { MappingEditor } from './mapping-editor.tsx';
import styles from './mapping.module.css';
import { tenantMappingKeys, tenantMappingQuery } from './queries.ts';
import type { TenantMappingLoaderProps } from './tenant-mapping-loader.tsx';

export interface MappingFormProps extends TenantMappingLoaderProps {
  mapping: TenantMapping;
}

interface Edited {
  /** What the changes are made on. */
  base: TenantMapping;
  draft: MappingDraft;
}

const untouched = (base: TenantMapping): Edited => ({ base, draft: new Map() });

/** Edits the mapping and saves only what changed. Changes stay when somebody else's newer mapping is loaded. */
export function MappingForm(props: MappingFormProps) {
  const { tenantId, mapping, readOnly, integrationId, saveLabel } = props;
  const [edited, setEdited] = useState(() => untouched(mapping));
  const { base, draft } = edited;
  const { save, newer, setNewer } = useSaveMapping(props, (saved, sent) =>
    // What was changed while the save was under way stays, as a change to it.
    setEdited((now) => ({
      base: saved,
      draft: keepSince(now.draft, {
        base: sent.base.rows,
        sent: sent.draft,
        saved: saved.rows,
      }),
    })),
  );
  // A newer mapping is taken over silently only while nothing is changed.
  if (draft.size === 0 && !save.isPending && mapping !== base) setEdited(untouched(mapping));
  const { reset, isError } = save;
  const onDraft = useCallback<ChangeDraft>(
    (change) => {
      // A save that is under way is not let go of: it still says what became of it.
      if (isError) reset();
      setEdited((now) => ({ ...now, draft: change(now.draft, now.base.rows) }));
    },
    [reset, isError],
  );
  return (
    <Stack gap="md">
      <UnsavedGuard isDirty={() => draft.size > 0} />
      <MappingEditor
        tenantId={tenantId}
        mapping={base}
        draft={draft}
        onDraft={onDraft}
        readOnly={readOnly}
        integrationId={integrationId}
      />
      <ConflictDialog
        base={base}
        newer={newer}
        draft={draft}
        saveLabel={saveLabel}
        onClose={() => setNewer(undefined)}
        onSettle={(settled, saveNow) => {
          if (newer === undefined) return;
          const next = { base: newer, draft: settled };
          setEdited(next);
          setNewer(undefined);
          if (saveNow && settled.size > 0) save.mutate(next);
        }}
      />
      {draft.size > 0 ? (
        <div className={styles['bar']}>
          {save.error !== null && <ProblemAlert problem={toCallProblem(save.error)} />}
          <Group gap="sm">
            <Button loading={save.isPending} onClick={() => save.mutate(edited)}>
              {saveLabel} ({toCountedWords(draft.size, 'change')})
            </Button>
            <Button
              variant="default"
              disabled={save.isPending}
              onClick={() => setEdited(untouched(base))}
            >
              Discard
            </Button>
          </Group>
        </div>
      ) : (
        props.whenUnchanged
      )}
    </Stack>
  );
}

function useSaveMapping(
  { tenantId, integrationId, onSaved }: MappingFormProps,
  takeSaved: (saved: TenantMapping, sent: Edited) => void,
) {
  const queryClient = useQueryClient();
  /** What a colleague saved meanwhile, while it is asked what shall hold. */
  const [newer, setNewer] = useState<TenantMapping>();
  const reload = async (): Promise<TenantMapping> => {
    await queryClient.invalidateQueries({
      queryKey: tenantMappingKeys.all(tenantId),
      refetchType: 'none',
    });
    return queryClient.fetchQuery(tenantMappingQuery(tenantId, integrationId));
  };
  const save = useMutation({
    mutationFn: async (sent: Edited) => {
      const rows = [...sent.draft].map(([standardJobTypeId, mapped]) => ({
        standardJobTypeId,
        ...mapped,
      }));
      const { version } = sent.base;
      try {
        await call(saveTenantMapping, { params: { tenantId }, body: { version, rows } });
      } catch (err) {
        if (toCallProblem(err).code !== 'changed_meanwhile') throw err;
        setNewer(await reload());
        return false;
      }
      takeSaved(await reload(), sent);
      await queryClient.invalidateQueries({ queryKey: tenantIntegrationKeys.all(tenantId) });
      return true;
    },
    onSuccess: (saved) => {
      if (saved) onSaved();
    },
  });
  return { save, newer, setNewer };
}
