import type { Integration } from '@leads/contract/integrations';
import {
  applyJobTypes,
  csvBytesMax,
  csvRowsMax,
  jobTypeExportUrl,
  jobTypeTemplateUrl,
  previewJobTypes,
  type JobTypePreview,
} from '@leads/contract/job-types';
import { Anchor, Box, Button, Group, Stack, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import '@mantine/dropzone/styles.layer.css';
import { IconDownload, IconFileUpload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState, type ReactNode } from 'react';
import { call } from '#web/api/call.ts';
import { localProblem, toCallProblem, type CallProblem } from '#web/api/call-problem.ts';
import { ProblemAlert } from '#web/ui/page/problem-alert.tsx';
import { UploadReview } from './upload-review.tsx';
import styles from './upload-panel.module.css';

export interface UploadPanelProps {
  integrationId: string;
  hasList: boolean;
  readOnly: boolean;
  /** Stands in place of the file's choice while none may be chosen. */
  blocked: ReactNode;
  save: (send: () => Promise<Integration>) => Promise<Integration>;
  refusalAction: (problem: CallProblem) => ReactNode;
  /** The list is another one now. */
  onApplied: () => Promise<unknown>;
}

/** Template, file, review, export. Nothing of the list changes before Apply. */
export function UploadPanel(props: UploadPanelProps) {
  const { integrationId, hasList, readOnly } = props;
  const openDialog = useRef<() => void>(null);
  const [refused, setRefused] = useState<CallProblem>();
  const preview = useMutation({
    mutationFn: (file: File) => {
      const body = new FormData();
      body.append('file', file);
      return call(previewJobTypes, { params: { id: integrationId }, body });
    },
    onError: (err) => setRefused(toCallProblem(err)),
  });
  const choose = ([file]: File[]): void => {
    setRefused(undefined);
    if (file !== undefined) preview.mutate(file);
  };
  const apply = async (review: JobTypePreview, confirmRemovedMapped?: number): Promise<void> => {
    const { previewId } = review;
    if (previewId === null) return;
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
    preview.reset();
  };
  return (
    <Stack gap="sm">
      <Group gap="md">
        <Anchor href={jobTypeTemplateUrl} download className={styles['download'] ?? ''}>
          <IconDownload size={18} aria-hidden /> Download Template
        </Anchor>
        {hasList && (
          <Anchor
            href={jobTypeExportUrl(integrationId)}
            download
            className={styles['download'] ?? ''}
          >
            <IconDownload size={18} aria-hidden /> Export current list
          </Anchor>
        )}
      </Group>
      {!readOnly && props.blocked !== false && (
        <Box className={styles['drop']}>{props.blocked}</Box>
      )}
      {!readOnly && props.blocked === false && preview.data === undefined && (
        <Dropzone
          onDrop={choose}
          onReject={(files) => setRefused(toRejection(files[0]?.file))}
          accept={{ 'text/csv': ['.csv'] }}
          maxSize={csvBytesMax}
          multiple={false}
          loading={preview.isPending}
          activateOnClick={false}
          activateOnKeyboard={false}
          openRef={openDialog}
          className={styles['drop'] ?? ''}
          inputProps={{ 'aria-label': 'File of partner job types' }}
        >
          <Group gap="sm">
            <Button
              variant="default"
              leftSection={<IconFileUpload size={18} />}
              onClick={() => openDialog.current?.()}
            >
              Choose File
            </Button>
            <Text c="dimmed">
              or drop a .csv here: the partner’s whole list, at most 10 MB and{' '}
              {csvRowsMax.toLocaleString()} rows
            </Text>
          </Group>
        </Dropzone>
      )}
      {refused !== undefined && <ProblemAlert problem={refused} />}
      {props.blocked === false && preview.data !== undefined && (
        <UploadReview
          fileName={preview.variables.name}
          review={preview.data}
          onApply={(confirmed) => apply(preview.data, confirmed)}
          onDiscard={() => preview.reset()}
          refusalAction={props.refusalAction}
        />
      )}
    </Stack>
  );
}

function toRejection(file: File | undefined): CallProblem {
  const name = file?.name ?? 'The file';
  return localProblem('file_refused', {
    detail:
      file !== undefined && file.size > csvBytesMax
        ? `${name} is larger than 10 MB. Split the list, or take columns out that are not in the template.`
        : `${name} is not one .csv file. Save the list as CSV in your spreadsheet, then choose it.`,
  });
}
