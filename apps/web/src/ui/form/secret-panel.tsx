import { Alert, Button, Stack, Text } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { CopyField } from './copy-field.tsx';

export interface SecretPanelProps {
  /** What was made, such as "Live credential created". */
  title: string;
  /** The values to hand over, the secret among them. */
  values: readonly { label: string; value: string }[];
  /** Stands in place of the sentence that says how to treat it. */
  help?: string | undefined;
  /** False where the secret can be revealed again later (signing keys). */
  once?: boolean;
  onDone: () => void;
}

/**
 * Shows a new secret, the one time it can be seen, and says so; scrolls to where it is seen whole. Keep the secret in
 * component state only.
 */
export function SecretPanel({ title, values, help, once = true, onDone }: SecretPanelProps) {
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    panel.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  return (
    <Alert
      ref={panel}
      icon={<IconKey size={18} />}
      title={title}
      color="yellow"
      variant="light"
      // Clear of the bar on top, with a little room below.
      style={{ scrollMargin: '4.5rem 0 1.5rem' }}
    >
      <Stack gap="sm" align="stretch">
        <Text>
          {help ??
            (once
              ? 'This is shown once. Copy it now and keep it in a safe place: it cannot be shown again.'
              : 'Keep it in a safe place, and send it only by a channel that you trust.')}
        </Text>
        {values.map(({ label, value }) => (
          <CopyField key={label} label={label} value={value} />
        ))}
        <Button variant="default" onClick={onDone} style={{ alignSelf: 'flex-start' }}>
          {once ? 'I have copied it' : 'Hide'}
        </Button>
      </Stack>
    </Alert>
  );
}
