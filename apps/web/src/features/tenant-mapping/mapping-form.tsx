import { saveTenantMapping, type TenantMapping } from '@leads/contract/tenant-mapping';
import { Button, Group, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { toCallProblem } from '#web/api/call-problem.ts';
import { call } from '#web/api/call.ts';
import { UnsavedGuard } from '#web/ui/form/unsaved-guard.tsx';
import { ProblemAlert } from '#web/ui/page/problem-alert.tsx';
import { toCountedWords } from '#web/ui/show/count-words.ts';
import { tenantIntegrationKeys } from '../tenant-integrations/queries.ts';
import { ConflictDialog } from './conflict-dialog.tsx';
import type { ChangeDraft, MappingDraft } from './mapping-draft.ts';
import { MappingEditor } from './mapping-editor.tsx';
import styles from './mapping.module.css';
import { tenantMappingKeys, tenantMappingQuery } from './queries.ts';
import type { TenantMappingLoaderProps } from './tenant-mapping-loader.tsx';

export interface MappingFormProps extends TenantMappingLoaderProps {
  mapping: TenantMapping;
}

/** Edits the mapping and saves only what changed. Changes stay when somebody else's newer mapping is loaded. */
export function MappingForm(props: MappingFormProps) {
  const { tenantId, mapping, readOnly, integrationId, saveLabel } = props;
  const [draft, setDraft] = useState<MappingDraft>(new Map());
  // What the changes were made on: a newer mapping is taken over silently only while nothing is changed.
  const [base, setBase] = useState(mapping);
  if (draft.size === 0 && mapping !== base) setBase(mapping);
  const draftRef = useRef(draft);
  useEffect(() => {
    draftRef.current = draft;
  }, [draft]);
  const { save, newer, setNewer } = useSaveMapping({ ...props, setBase, setDraft });
  const { reset } = save;
  const onDraft = useCallback<ChangeDraft>(
    (change) => {
      reset();
      setDraft(change);
    },
    [reset],
  );
  return (
    <Stack gap="md">
      <UnsavedGuard isDirty={() => draftRef.current.size > 0} />
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
          setBase(newer);
          setDraft(settled);
          setNewer(undefined);
          if (saveNow && settled.size > 0) save.mutate({ version: newer.version, draft: settled });
        }}
      />
      {draft.size > 0 ? (
        <div className={styles['bar']}>
          {save.error !== null && <ProblemAlert problem={toCallProblem(save.error)} />}
          <Group gap="sm">
            <Button
              loading={save.isPending}
              onClick={() => save.mutate({ version: base.version, draft })}
            >
              {saveLabel} ({toCountedWords(draft.size, 'change')})
            </Button>
            <Button variant="default" onClick={() => setDraft(new Map())}>
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

interface SaveInput extends MappingFormProps {
  setBase: (mapping: TenantMapping) => void;
  setDraft: (draft: MappingDraft) => void;
}

function useSaveMapping({ tenantId, integrationId, setBase, setDraft, onSaved }: SaveInput) {
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
    mutationFn: async ({ version, draft }: { version: number; draft: MappingDraft }) => {
      const rows = [...draft].map(([standardJobTypeId, mapped]) => ({
        standardJobTypeId,
        ...mapped,
      }));
      try {
        await call(saveTenantMapping, { params: { tenantId }, body: { version, rows } });
      } catch (err) {
        if (toCallProblem(err).code !== 'changed_meanwhile') throw err;
        setNewer(await reload());
        return false;
      }
      setBase(await reload());
      setDraft(new Map());
      await queryClient.invalidateQueries({ queryKey: tenantIntegrationKeys.all(tenantId) });
      return true;
    },
    onSuccess: (saved) => {
      if (saved) onSaved();
    },
  });
  return { save, newer, setNewer };
}
