import { Stack, Text } from '@mantine/core';
import { createFileRoute } from '@tanstack/react-router';
import { z } from 'zod';
import { toFailureWords } from '#web/features/tenant-integrations/result/result-words.ts';
import { EntryPage } from '#web/shell/entry-page.tsx';
import { ButtonLink } from '#web/ui/page/link.tsx';
import { RequestId } from '#web/ui/page/request-id.tsx';

const Search = z.object({
  result: z.string().max(100).optional().catch(undefined),
  requestId: z.string().max(100).optional().catch(undefined),
});

/** Where the browser lands when its sign-in belongs to no request of the signed-in user. */
export const Route = createFileRoute('/connection-problem')({
  validateSearch: Search,
  component: ConnectionProblem,
});

function ConnectionProblem() {
  const { result, requestId } = Route.useSearch();
  return (
    <EntryPage title="Nothing was connected">
      <Stack gap="md">
        <Text>{toFailureWords(result)}</Text>
        <ButtonLink to="/">Go to your portal</ButtonLink>
        <RequestId id={requestId ?? ''} />
      </Stack>
    </EntryPage>
  );
}
