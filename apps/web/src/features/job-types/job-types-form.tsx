import type { ReplyOf } from '@leads/contract/endpoint';
import {
  getJobTypeMapping,
  saveJobTypeMapping,
  type PartnerJobType,
  type Trade,
} from '@leads/contract/job-types';
import { Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import { z } from 'zod';
import { localProblem } from '#web/api/call-problem.ts';
import { call } from '#web/api/call.ts';
import { SectionForm } from '#web/ui/form/section-form.tsx';
import { useContractForm } from '#web/ui/form/use-contract-form.ts';
import { EmptyState } from '#web/ui/page/empty-state.tsx';
import { useConflict } from '../integrations/set-up/conflict/use-conflict.tsx';
import type { SectionFormInput } from '../integrations/set-up/open-section.tsx';
import { draftAll, draftMapping, emptyDraft, indexMapping } from './mapping.ts';
import { MappingEditor } from './mapping-editor.tsx';
import { describeMapping, keepMapping, type MappingValues } from './mapping-versions.ts';
import { jobTypeKeys } from './queries.ts';
import type { AcceptedMapping } from './suggest/suggest-mappings.tsx';
import { SuggestMappings } from './suggest/suggest-mappings.tsx';
import { UploadPanel } from './upload-panel.tsx';

export interface JobTypesFormProps extends SectionFormInput {
  trades: readonly Trade[];
  mapping: ReplyOf<typeof getJobTypeMapping>;
}

/** The mapping is not typed into fields: it lives in a draft beside the form. */
const NoFields = z.object({});

/** Upload above, mapping below; Save sends only what changed in the mapping. */
export function JobTypesForm(props: JobTypesFormProps) {
  const { integration, readOnly, save, trades } = props;
  // Another's newer list takes its place when a conflict is settled, and the draft goes on over it.
  const [mapping, setMapping] = useState(props.mapping);
  const { partnerJobTypes, version } = mapping;
  const queryClient = useQueryClient();
  const form = useContractForm(NoFields, {});
  const [draft, setDraft] = useState(emptyDraft);
  const index = useMemo(() => indexMapping(partnerJobTypes, draft), [partnerJobTypes, draft]);

  const [reviewing, setReviewing] = useState(false);

  const send = async (): Promise<unknown> => {
    if (reviewing) throw reviewFirst();
    // An import saves the section itself: with nothing mapped by hand since, there is nothing to send.
    if (draft.size === 0 && version > 0) return undefined;
    return save(() =>
      call(saveJobTypeMapping, {
        params: { id: integration.id },
        body: {
          version,
          mappings: [...draft].map(([partnerJobTypeId, standardJobTypeId]) => ({
            partnerJobTypeId,
            standardJobTypeId,
          })),
        },
      }),
    );
  };
  const newest = useRef(mapping);
  const refusalAction = useConflict<MappingValues>(props, {
    began: { partnerJobTypes, draft: emptyDraft },
    readMine: () => ({ partnerJobTypes, draft }),
    toValues: async () => {
      newest.current = await call(getJobTypeMapping, { params: { id: integration.id } });
      return { partnerJobTypes: newest.current.partnerJobTypes, draft: emptyDraft };
    },
    describe: (values, all) => describeMapping(values, all, trades),
    merge: keepMapping,
    onMerged: (_theirs, merged) => {
      setMapping(newest.current);
      setDraft(merged.draft);
    },
  });
  const map = (one: PartnerJobType, standardJobTypeId: string | null): void =>
    setDraft((before) => draftMapping(before, one, standardJobTypeId));
  const acceptAll = (accepted: readonly AcceptedMapping[]): void =>
    setDraft((before) => draftAll(before, partnerJobTypes, accepted));
  const discard = (): void => setDraft(emptyDraft);

  return (
    <SectionForm
      form={form}
      onSubmit={send}
      onSaved={props.onSaved}
      onCancel={props.onCancel}
      readOnly={readOnly}
      lookAround
      otherChanges={draft.size > 0}
      refusalAction={refusalAction}
    >
      <UploadPanel
        integrationId={integration.id}
        hasList={partnerJobTypes.length > 0}
        readOnly={readOnly}
        blocked={draft.size > 0 && <Text>{draftWords}</Text>}
        save={save}
        onReviewing={setReviewing}
        onApplied={() =>
          queryClient.invalidateQueries({ queryKey: jobTypeKeys.mapping(integration.id) })
        }
      />
      {!reviewing && partnerJobTypes.length === 0 && (
        <EmptyState title="No partner job types yet">
          Upload the partner’s list, and its job types will be here to be mapped.
        </EmptyState>
      )}
      {!reviewing && partnerJobTypes.length > 0 && (
        <MappingEditor
          integrationId={integration.id}
          trades={trades}
          retired={mapping.retired}
          partnerJobTypes={partnerJobTypes}
          draft={draft}
          index={index}
          onMap={map}
          onDiscard={discard}
          readOnly={readOnly}
          aside={
            !readOnly && (
              <SuggestMappings
                integrationId={integration.id}
                partnerJobTypes={partnerJobTypes}
                trades={trades}
                mappings={draft}
                onAccept={acceptAll}
              />
            )
          }
        />
      )}
    </SectionForm>
  );
}

/** A file is the whole list, so it waits until what was mapped by hand is saved or dropped. */
const draftWords = 'Save or discard the mapping changes below, then a file can be chosen here.';

const reviewFirst = () =>
  localProblem('not_ready', {
    title: 'A file waits in its review',
    detail: 'Apply or discard it first. Nothing was changed.',
  });
