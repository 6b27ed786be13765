import { saveTenantMapping, type TenantMapping } from '@leads/contract/tenant-mapping';
import { Button, Group, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { toCallProblem } from '#web/api/call-problem.ts';
import { call } from '#web/api/call.ts';
import { UnsavedGuard } from '#web/ui/form/unsaved-guard.tsx';
import { ProblemAlert } from '#web/ui/page/problem-alert.tsx';
import { tenantIntegrationKeys } from '../tenant-integrations/queries.ts';
import type { MappingDraft } from './mapping-draft.ts';
import { MappingEditor } from './mapping-editor.tsx';
import styles from './mapping.module.css';
import { tenantMappingKeys, tenantMappingQuery } from './queries.ts';
import type { TenantMappingLoaderProps } from './tenant-mapping-loader.tsx';

export interface MappingFormProps extends TenantMappingLoaderProps {
  mapping: TenantMapping;
}

/** Edits the mapping and saves only what changed. Changes stay when somebody else's newer mapping is loaded. */
export function MappingForm(props: MappingFormProps) {
  const { mapping, readOnly, integrationId } = props;
  const [draft, setDraft] = useState<MappingDraft>(new Map());
  // What the changes were made on: a newer mapping is taken over silently only while nothing is changed.
  const [base, setBase] = useState(mapping);
  if (draft.size === 0 && mapping !== base) setBase(mapping);
  const draftRef = useRef(draft);
  useEffect(() => {
    draftRef.current = draft;
  }, [draft]);
  const { save, loadNewer } = useSaveMapping({ ...props, base, draft, setBase, setDraft });
  return (
    <Stack gap="md">
      <UnsavedGuard isDirty={() => draftRef.current.size > 0} />
      <MappingEditor
        mapping={base}
        draft={draft}
        onDraft={(next) => {
          save.reset();
          setDraft(next);
        }}
        readOnly={readOnly}
        ofPartner={integrationId !== undefined}
      />
      {draft.size > 0 ? (
        <div className={styles['bar']}>
          {save.error !== null && (
            <ProblemAlert problem={toCallProblem(save.error)}>
              {toCallProblem(save.error).code === 'changed_meanwhile' && (
                <Button size="xs" variant="default" mt="xs" onClick={() => void loadNewer()}>
                  Load the newer mapping and keep my changes
                </Button>
              )}
            </ProblemAlert>
          )}
          <Group gap="sm">
            <Button loading={save.isPending} onClick={() => save.mutate()}>
              {props.saveLabel} ({draft.size === 1 ? '1 change' : `${draft.size} changes`})
            </Button>
            <Button variant="default" onClick={() => setDraft(new Map())}>
              Cancel
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
  base: TenantMapping;
  draft: MappingDraft;
  setBase: (mapping: TenantMapping) => void;
  setDraft: (draft: MappingDraft) => void;
}

function useSaveMapping(input: SaveInput) {
  const { tenantId, integrationId, base, draft } = input;
  const queryClient = useQueryClient();
  const reload = async (): Promise<TenantMapping> => {
    await queryClient.invalidateQueries({
      queryKey: tenantMappingKeys.all(tenantId),
      refetchType: 'none',
    });
    return queryClient.fetchQuery(tenantMappingQuery(tenantId, integrationId));
  };
  const save = useMutation({
    mutationFn: async () => {
      const rows = [...draft].map(([standardJobTypeId, mapped]) => ({
        standardJobTypeId,
        ...mapped,
      }));
      await call(saveTenantMapping, {
        params: { tenantId },
        body: { version: base.version, rows },
      });
      input.setBase(await reload());
      input.setDraft(new Map());
      await queryClient.invalidateQueries({ queryKey: tenantIntegrationKeys.all(tenantId) });
    },
    onSuccess: input.onSaved,
  });
  const loadNewer = async (): Promise<void> => {
    input.setBase(await reload());
    save.reset();
  };
  return { save, loadNewer };
}
