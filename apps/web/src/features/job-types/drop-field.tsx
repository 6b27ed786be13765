import { csvBytesMax, csvRowsMax } from '@leads/contract/job-types';
import { Button, Group, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import '@mantine/dropzone/styles.layer.css';
import { IconFileUpload } from '@tabler/icons-react';
import { useRef } from 'react';
import { localProblem, type CallProblem } from '#web/api/call-problem.ts';
import { toSizeWords } from './review-words.ts';
import styles from './upload-panel.module.css';

export interface DropFieldProps {
  onChosen: (file: File) => void;
  onRefused: (problem: CallProblem) => void;
}

/** Choose File by mouse or keyboard, or drop one anywhere in here. */
export function DropField({ onChosen, onRefused }: DropFieldProps) {
  const openDialog = useRef<() => void>(null);
  return (
    <Dropzone
      onDrop={([file]) => file !== undefined && onChosen(file)}
      onReject={(files) => onRefused(toRejection(files.map(({ file }) => file)))}
      accept={{ 'text/csv': ['.csv'] }}
      maxSize={csvBytesMax}
      multiple={false}
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
  );
}

function toRejection(files: readonly File[]): CallProblem {
  return localProblem('file_refused', { detail: toReason(files) });
}

function toReason(files: readonly File[]): string {
  const [file] = files;
  if (file === undefined || files.length > 1)
    return 'Choose one file: it is the partner’s whole list.';
  if (!file.name.toLowerCase().endsWith('.csv')) {
    return `“${file.name}” is not a .csv file. In your spreadsheet choose “Save as” and the type CSV UTF-8.`;
  }
  return `“${file.name}” has ${toSizeWords(file.size)}; 10 MB are allowed. Leave out what this partner does not offer, or take columns out that are not in the template.`;
}
