import { Button, CopyButton, Group, Input, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import styles from './copy-field.module.css';

export interface CopyFieldProps {
  label: string;
  value: string;
  /** What to do with it. */
  help?: string;
}

/** A value to hand over: read-only, mono, with a button that answers "Copied". */
export function CopyField({ label, value, help }: CopyFieldProps) {
  return (
    <Input.Wrapper label={label} description={help} labelElement="div">
      <Group gap="xs" wrap="nowrap" align="stretch">
        <code className={styles['value']}>{value}</code>
        <CopyButton value={value} timeout={2000}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              onClick={copy}
              className={styles['button']}
              leftSection={copied ? <IconCheck size={18} /> : <IconCopy size={18} />}
            >
              <span aria-live="polite">
                {copied ? (
                  'Copied'
                ) : (
                  <>
                    Copy<VisuallyHidden> {label}</VisuallyHidden>
                  </>
                )}
              </span>
            </Button>
          )}
        </CopyButton>
      </Group>
    </Input.Wrapper>
  );
}
