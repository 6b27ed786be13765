import { Button, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { toCallProblem } from '#web/api/call-problem.ts';
import { ForbiddenState } from './forbidden-state.tsx';
import { PageState } from './page-state.tsx';
import { RequestId } from './request-id.tsx';

export interface ErrorStateProps {
  /** Whatever was thrown. */
  error: unknown;
  onRetry?: () => void;
  /** It is all of the page. */
  whole?: boolean;
}

/** Stands where content could not be loaded: what happened, what to do, Try again. A refusal gets its own state. */
export function ErrorState({ error, onRetry, whole = false }: ErrorStateProps) {
  const problem = toCallProblem(error);
  if (problem.code === 'forbidden')
    return <ForbiddenState whole={whole}>{problem.detail}</ForbiddenState>;
  return (
    <div role="alert">
      <PageState
        icon={<IconAlertTriangle size={24} />}
        title={problem.title}
        whole={whole}
        actions={
          onRetry !== undefined && (
            <Button variant="default" onClick={onRetry}>
              Try again
            </Button>
          )
        }
      >
        <Text component="span" display="block">
          {problem.detail}
        </Text>
        <RequestId id={problem.requestId} />
      </PageState>
    </div>
  );
}
