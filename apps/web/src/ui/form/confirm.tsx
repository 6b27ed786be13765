import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { toCallProblem, type CallProblem } from '#web/api/call-problem.ts';
import { ProblemAlert } from '../page/problem-alert.tsx';
import { isTypedName } from './typed-name.ts';

export interface ConfirmProps {
  opened: boolean;
  onClose: () => void;
  /** The question, such as "Delete Acme Leads?" */
  title: string;
  /** What will happen and what stops, in numbers where there are any. */
  children: ReactNode;
  /** The verb on the button, such as "Delete integration". */
  verb: string;
  /** Red for what cannot be taken back. */
  danger?: boolean;
  /** When given, it must be typed before the button works. */
  typedName?: string | undefined;
  /** The act. The dialog closes when it is done and shows the problem when it is refused. */
  onConfirm: () => Promise<unknown>;
}

/** Asks before an act that stops something. */
export function Confirm(props: ConfirmProps) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={props.title}>
      <ConfirmBody {...props} />
    </Modal>
  );
}

/** What a dialog that asks holds; it is forgotten when the dialog closes. */
export function ConfirmBody({
  onClose,
  children,
  verb,
  danger = false,
  typedName,
  onConfirm,
}: Omit<ConfirmProps, 'opened' | 'title'>) {
  const [typed, setTyped] = useState('');
  const [typedError, setTypedError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<CallProblem>();

  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    // A dialog that a form opened is inside of that form for React: its submit must not reach it.
    event.stopPropagation();
    if (typedName !== undefined && !isTypedName(typed, typedName)) {
      setTypedError(`Type “${typedName}” exactly to go on`);
      return;
    }
    setBusy(true);
    try {
      await onConfirm();
      onClose();
    } catch (err) {
      setProblem(toCallProblem(err));
    } finally {
      setBusy(false);
    }
  };

  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap="md">
        <Text component="div">{children}</Text>
        {typedName !== undefined && (
          <TextInput
            label={`Type “${typedName}” to confirm`}
            value={typed}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              setTypedError(undefined);
            }}
            error={typedError}
            autoComplete="off"
            data-autofocus
          />
        )}
        {problem !== undefined && <ProblemAlert problem={problem} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" color={danger ? 'red' : 'blue'} loading={busy}>
            {verb}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
