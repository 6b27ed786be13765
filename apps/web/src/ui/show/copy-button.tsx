import { Button, CopyButton as MantineCopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';

/** Copies a value and says so. */
export function CopyButton({ value, children }: { value: string; children: string }) {
  return (
    <MantineCopyButton value={value} timeout={2000}>
      {({ copied, copy }) => (
        <Button
          variant="default"
          size="xs"
          onClick={copy}
          leftSection={copied ? <IconCheck size={18} /> : <IconCopy size={18} />}
        >
          <span aria-live="polite">{copied ? 'Copied' : children}</span>
        </Button>
      )}
    </MantineCopyButton>
  );
}
