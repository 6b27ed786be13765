import { revokeApiKey, type ApiKey } from '@leads/contract/api-keys';
import { Button, Code, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { call } from '#web/api/call.ts';
import { Confirm } from '#web/ui/form/confirm.tsx';
import { RelativeTime } from '#web/ui/show/relative-time.tsx';
import { apiKeyKeys } from './queries.ts';

/** Asks, then ends a key. */
export function RevokeKey({ apiKey }: { apiKey: ApiKey }) {
  const queryClient = useQueryClient();
  const [asking, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="subtle" color="red" size="xs" onClick={open}>
        Revoke<VisuallyHidden> {apiKey.name}</VisuallyHidden>
      </Button>
      <Confirm
        opened={asking}
        onClose={close}
        title={`Revoke ${apiKey.name}?`}
        verb="Revoke API key"
        danger
        onConfirm={async () => {
          await call(revokeApiKey, { params: { id: apiKey.id } });
          await queryClient.invalidateQueries({ queryKey: apiKeyKeys.all });
        }}
      >
        Whatever sends <Code>{apiKey.start}…</Code> is refused from now on.{' '}
        {apiKey.lastUsedAt === null ? (
          'It was never used.'
        ) : (
          <>
            It was last used <RelativeTime at={apiKey.lastUsedAt} />.
          </>
        )}{' '}
        A revoked key cannot be brought back.
      </Confirm>
    </>
  );
}
