import type { Integration } from '@leads/contract/integrations';
import { applyJobTypes, jobTypeExportUrl, jobTypeTemplateUrl } from '@leads/contract/job-types';
import { Anchor, Box, Group, Stack } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useEffect, type ReactNode } from 'react';
import { call } from '#web/api/call.ts';
import { ProblemAlert } from '#web/ui/page/problem-alert.tsx';
import { DropField } from './drop-field.tsx';
import styles from './upload-panel.module.css';
import { UploadProgress } from './upload-progress.tsx';
import { UploadReview } from './upload-review.tsx';
import { useReviewUpload } from './use-review-upload.ts';

export interface UploadPanelProps {
  integrationId: string;
  hasList: boolean;
  readOnly: boolean;
  /** Stands in place of the file's choice while none may be chosen. */
  blocked: ReactNode;
  save: (send: () => Promise<Integration>) => Promise<Integration>;
  /** A file is being read or reviewed: what it would change is the only thing to look at. */
  onReviewing: (reviewing: boolean) => void;
  /** The list is another one now. */
  onApplied: () => Promise<unknown>;
}

/** Template, file, review, export. Nothing of the list changes before Apply. */
export function UploadPanel(props: UploadPanelProps) {
  const { integrationId, hasList, readOnly, blocked, onReviewing } = props;
  const { state, send, refuse, drop } = useReviewUpload(integrationId);
  const reviewing = state.step !== 'choose';
  useEffect(() => onReviewing(reviewing), [onReviewing, reviewing]);

  const apply = async (previewId: string, confirmRemovedMapped?: number): Promise<void> => {
    await props.save(() =>
      call(applyJobTypes, {
        params: { id: integrationId },
        body: {
          previewId,
          ...(confirmRemovedMapped === undefined ? {} : { confirmRemovedMapped }),
        },
      }),
    );
    await props.onApplied();
    drop();
  };
  return (
    <Stack gap="sm">
      <Group gap="md" justify="space-between">
        <Download href={jobTypeTemplateUrl}>Download Template</Download>
        {hasList && <Download href={jobTypeExportUrl(integrationId)}>Export current list</Download>}
      </Group>
      {!readOnly && blocked !== false && <Box className={styles['drop']}>{blocked}</Box>}
      {!readOnly && blocked === false && state.step === 'choose' && (
        <>
          <DropField onChosen={send} onRefused={refuse} />
          {state.refused !== undefined && <ProblemAlert problem={state.refused} />}
        </>
      )}
      {state.step === 'send' && <UploadProgress {...state} onCancel={drop} />}
      {state.step === 'review' && (
        <UploadReview
          key={state.review.previewId}
          integrationId={integrationId}
          fileName={state.file.name}
          review={state.review}
          onApply={(confirmed) => apply(state.review.previewId, confirmed)}
          onReviewAgain={() => send(state.file)}
          onDiscard={drop}
        />
      )}
    </Stack>
  );
}

function Download({ href, children }: { href: string; children: string }) {
  return (
    <Anchor href={href} download className={styles['download'] ?? ''}>
      <IconDownload size={18} aria-hidden /> {children}
    </Anchor>
  );
}
