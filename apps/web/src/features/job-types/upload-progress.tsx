import { Button, Group, Paper, Progress, Text } from '@mantine/core';
import { toSizeWords } from './review-words.ts';

export interface UploadProgressProps {
  file: File;
  sent: number;
  total: number;
  onCancel: () => void;
}

/** The file on its way, byte by byte, and then while the server reads it. */
export function UploadProgress({ file, sent, total, onCancel }: UploadProgressProps) {
  const arrived = sent >= total && total > 0;
  const percent = total === 0 ? 0 : Math.min(100, (sent / total) * 100);
  return (
    <Paper withBorder p="md">
      <Group justify="space-between" mb="xs">
        <Text component="output">
          {arrived ? `Reading ${file.name}…` : `Sending ${file.name}…`}
        </Text>
        <Text c="dimmed">
          {toSizeWords(Math.min(sent, total))} of {toSizeWords(total)}
        </Text>
      </Group>
      <Progress.Root>
        <Progress.Section
          value={percent}
          animated={arrived}
          aria-label={`Upload of ${file.name}`}
        />
      </Progress.Root>
      <Group mt="sm">
        <Button variant="default" size="xs" onClick={onCancel}>
          Cancel upload
        </Button>
      </Group>
    </Paper>
  );
}
