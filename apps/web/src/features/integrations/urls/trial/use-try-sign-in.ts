import { trySignIn } from '@leads/contract/connection-test';
import type { Urls } from '@leads/contract/integration-sections';
import { useMutation } from '@tanstack/react-query';
import type { z } from 'zod';
import { call } from '#web/api/call.ts';

export interface BegunTrial {
  redirectTo: string;
  trialId: string;
  /** False where the browser did not let another tab be opened. */
  isOpened: boolean;
}

export interface TrySignIn {
  begin: (urls: z.input<typeof Urls>) => void;
  isPending: boolean;
  error: Error | null;
  begun: BegunTrial | undefined;
}

/** Begins a sign-in at the partner in another tab, so that what stands in the form stays. */
export function useTrySignIn(integrationId: string, onRefused: (err: Error) => void): TrySignIn {
  const start = useMutation({
    mutationFn: async ({ urls, tab }: { urls: z.input<typeof Urls>; tab: Window | null }) => {
      try {
        const begun = await call(trySignIn, { params: { id: integrationId }, body: { urls } });
        if (tab !== null) tab.location.href = begun.redirectTo;
        return { ...begun, isOpened: tab !== null };
      } catch (err) {
        tab?.close();
        throw err;
      }
    },
    onError: onRefused,
  });
  return {
    // Browsers let a tab be opened only while the click is being handled, so it opens empty.
    begin: (urls) => start.mutate({ urls, tab: globalThis.open('', '_blank') }),
    isPending: start.isPending,
    error: start.error,
    begun: start.data,
  };
}
