import { Modal } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { ConfirmBody, type ConfirmProps } from './confirm.tsx';

export interface ConfirmChoiceProps<T> extends Omit<ConfirmProps, 'children' | 'onConfirm'> {
  /** What is chosen whenever the dialog opens. */
  initial: T;
  children: (choice: T, choose: (choice: T) => void) => ReactNode;
  /** The act; see `Confirm`. */
  onConfirm: (choice: T) => Promise<unknown>;
}

/** Asks before an act and for a choice with it. A choice that is canceled is forgotten. */
export function ConfirmChoice<T>(props: ConfirmChoiceProps<T>) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={props.title}>
      <ChoiceBody {...props} />
    </Modal>
  );
}

function ChoiceBody<T>({ initial, children, onConfirm, ...props }: ConfirmChoiceProps<T>) {
  const [choice, setChoice] = useState(initial);
  return (
    <ConfirmBody {...props} onConfirm={() => onConfirm(choice)}>
      {children(choice, setChoice)}
    </ConfirmBody>
  );
}
