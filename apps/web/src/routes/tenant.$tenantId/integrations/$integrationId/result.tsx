import { createFileRoute, redirect } from '@tanstack/react-router';
import { z } from 'zod';
import { ConnectionFailed } from '#web/features/tenant-integrations/result/connection-failed.tsx';
import { toast } from '#web/ui/show/toast.ts';

const Search = z.object({
  result: z.string().max(100).optional().catch(undefined),
  requestId: z.string().max(100).optional().catch(undefined),
  connection: z.string().max(100).optional().catch(undefined),
});

const successes: Partial<Record<string, { words: string; step?: 'job-types' }>> = {
  connected: { words: 'Connected', step: 'job-types' },
  same_account: { words: 'This account was connected already. Nothing was added.' },
};

/** Where the browser lands after the partner. */
export const Route = createFileRoute('/tenant/$tenantId/integrations/$integrationId/result')({
  validateSearch: Search,
  beforeLoad: ({ params, search, preload }) => {
    const success = search.result === undefined ? undefined : successes[search.result];
    if (success === undefined || preload) return;
    toast(success.words);
    throw redirect({
      to: '/tenant/$tenantId/integrations/$integrationId',
      params,
      search: success.step === undefined ? {} : { step: success.step },
      replace: true,
    });
  },
  component: Page,
});

function Page() {
  const { tenantId, integrationId } = Route.useParams();
  const { result, requestId } = Route.useSearch();
  return (
    <ConnectionFailed
      tenantId={tenantId}
      integrationId={integrationId}
      code={result}
      requestId={requestId}
    />
  );
}
