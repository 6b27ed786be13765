import { logoBytesMax, logoFileTypes } from '@leads/contract/integration-general';
import { Button, FileButton, Group, Input, Text } from '@mantine/core';
import { IconUpload } from '@tabler/icons-react';
import { lazy, Suspense, useEffect, useRef, type ReactNode } from 'react';
import { InitialsLogo } from '#web/ui/show/initials-logo.tsx';
import styles from './logo-field.module.css';

/** What will become of the logo with the next save: nothing, this file, or none. */
export type LogoChange = { file: File; previewUrl: string } | 'remove' | undefined;

export interface LogoFieldProps {
  name: string;
  storedUrl: string | null;
  value: LogoChange;
  onChange: (value: LogoChange) => void;
  error: string | undefined;
  onError: (error: string | undefined) => void;
  readOnly: boolean;
}

const LogoDrop = lazy(async () => {
  const { LogoDrop: component } = await import('./logo-drop.tsx');
  return { default: component };
});

/** The partner's logo with a preview of what will be saved. The server judges the bytes and redraws them. */
export function LogoField(props: LogoFieldProps) {
  const { name, storedUrl, value, onChange, error, onError, readOnly } = props;
  const url = value === 'remove' ? null : (value?.previewUrl ?? storedUrl);
  const made = useRef<string[]>([]);
  useEffect(() => {
    const urls = made.current;
    return () => urls.forEach((one) => URL.revokeObjectURL(one));
  }, []);
  const choose = (file: File | null): void => {
    if (file === null) return;
    const fault = describeLogoFault(file);
    onError(fault);
    if (fault !== undefined) return;
    const previewUrl = URL.createObjectURL(file);
    made.current.push(previewUrl);
    onChange({ file, previewUrl });
  };
  return (
    <Input.Wrapper
      label="Logo"
      labelElement="div"
      description={`${logoFileTypes.join(', ')}, at most 1 MB. Optional.`}
      error={error}
    >
      <DropArea onFile={readOnly ? undefined : choose}>
        <InitialsLogo name={name || '?'} url={url} size={56} />
        {!readOnly && (
          <FileButton accept={logoFileTypes.join(',')} onChange={choose}>
            {(button) => (
              <Button {...button} variant="default" leftSection={<IconUpload size={18} />}>
                {url === null ? 'Upload logo' : 'Replace logo'}
              </Button>
            )}
          </FileButton>
        )}
        {!readOnly && value !== undefined && storedUrl !== null && (
          <Button
            variant="subtle"
            color="gray"
            onClick={() => {
              onError(undefined);
              onChange(undefined);
            }}
          >
            Keep the stored logo
          </Button>
        )}
        {!readOnly && url !== null && (
          <Button
            variant="subtle"
            color="gray"
            onClick={() => {
              onError(undefined);
              onChange(storedUrl === null ? undefined : 'remove');
            }}
          >
            Remove logo
          </Button>
        )}
        {!readOnly && <Text c="dimmed">or drop a picture here</Text>}
      </DropArea>
    </Input.Wrapper>
  );
}

function DropArea(props: {
  onFile: ((file: File | null) => void) | undefined;
  children: ReactNode;
}) {
  const row = <Group gap="sm">{props.children}</Group>;
  if (props.onFile === undefined) return row;
  return (
    <Suspense fallback={<div className={styles['drop']}>{row}</div>}>
      <LogoDrop onFile={props.onFile}>{row}</LogoDrop>
    </Suspense>
  );
}

/** Why a file cannot be the logo, as far as its name and size tell. */
export function describeLogoFault(file: { name: string; size: number }): string | undefined {
  const lower = file.name.toLowerCase();
  if (!logoFileTypes.some((type) => lower.endsWith(type)))
    return `${file.name} is not one of ${logoFileTypes.join(', ')}. Choose another file.`;
  if (file.size > logoBytesMax)
    return `${file.name} is larger than 1 MB. Choose a smaller picture.`;
  return undefined;
}
