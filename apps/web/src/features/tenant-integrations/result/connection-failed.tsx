import { Group, Text } from '@mantine/core';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { ButtonLink } from '#web/ui/page/link.tsx';
import { PageState } from '#web/ui/page/page-state.tsx';
import { RequestId } from '#web/ui/page/request-id.tsx';
import { mayRetry, toFailureWords } from './result-words.ts';

export interface ConnectionFailedProps {
  tenantId: string;
  integrationId: string;
  code: string | undefined;
  requestId: string | undefined;
}

/** The page after a sign-in at the partner that did not end well. */
export function ConnectionFailed(props: ConnectionFailedProps) {
  const { tenantId, integrationId, code, requestId } = props;
  return (
    <PageState
      icon={<IconPlugConnectedX size={24} />}
      title="Nothing was connected"
      whole
      actions={
        <Group gap="sm" justify="center">
          {mayRetry(code) && (
            <ButtonLink
              to="/tenant/$tenantId/integrations/$integrationId"
              params={{ tenantId, integrationId }}
              search={{ step: 'authorize' }}
            >
              Connect again
            </ButtonLink>
          )}
          <ButtonLink to="/tenant/$tenantId/integrations" params={{ tenantId }} variant="default">
            Go to Integrations
          </ButtonLink>
        </Group>
      }
    >
      <Text component="span" display="block" mb="sm">
        {toFailureWords(code)}
      </Text>
      <RequestId id={requestId ?? ''} />
    </PageState>
  );
}
