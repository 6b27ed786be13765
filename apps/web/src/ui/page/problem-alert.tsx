import { Alert, List, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { CallProblem } from '#web/api/call-problem.ts';
import { RequestId } from './request-id.tsx';

export interface ProblemAlertProps {
  problem: CallProblem;
  /** Stands in place of the problem's own headline, where that speaks of the wrong thing. */
  title?: string | undefined;
  /** Faults that have no field of their own on the form. */
  faults?: readonly string[];
  /** What the reader can do about it, such as a button that loads the newer version. */
  children?: ReactNode;
}

/** A refused save or act, above the form or in the dialog that asked for it. */
export function ProblemAlert({
  problem,
  title = problem.title,
  faults = [],
  children,
}: ProblemAlertProps) {
  return (
    <Alert
      role="alert"
      color="red"
      variant="light"
      icon={<IconAlertTriangle size={18} />}
      title={title}
    >
      {problem.detail !== title && <Text>{problem.detail}</Text>}
      {faults.length > 0 && (
        <List size="sm" mt={4}>
          {faults.map((fault) => (
            <List.Item key={fault}>{fault}</List.Item>
          ))}
        </List>
      )}
      {children}
      <RequestId id={problem.requestId} />
    </Alert>
  );
}
