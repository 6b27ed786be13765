import { Dropzone } from '@mantine/dropzone';
import '@mantine/dropzone/styles.layer.css';
import type { ReactNode } from 'react';
import styles from './logo-field.module.css';

export interface LogoDropProps {
  onFile: (file: File | null) => void;
  children: ReactNode;
}

/** Takes a picture that is dropped on it; which ones are refused, and why, is said by the field. */
export function LogoDrop({ onFile, children }: LogoDropProps) {
  return (
    <Dropzone
      onDrop={(files) => onFile(files[0] ?? null)}
      multiple={false}
      activateOnClick={false}
      activateOnKeyboard={false}
      enablePointerEvents
      tabIndex={-1}
      className={styles['drop'] ?? ''}
      inputProps={{ 'aria-label': 'Logo file to drop' }}
    >
      {children}
    </Dropzone>
  );
}
