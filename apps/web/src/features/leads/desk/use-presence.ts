import { toUrl } from '@leads/contract/endpoint';
import { leaveLead, viewLead } from '@leads/contract/lead-desk';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { call, reach } from '#web/api/call.ts';
import { leadQuery } from '../queries.ts';

const tellEveryMs = 20_000;

/** Tells colleagues that the reader has the lead open, while the page is seen. What cannot be told is told 20 s later. */
export function usePresence(tenantId: string, leadId: string): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    const params = { tenantId, leadId };
    const { queryKey } = leadQuery(tenantId, leadId);
    let here = false;
    const tell = async (): Promise<void> => {
      if (document.hidden) return;
      here = true;
      const { viewers } = await call(viewLead, { params });
      queryClient.setQueryData(queryKey, (lead) => lead && { ...lead, viewers });
    };
    const leave = (): void => {
      if (!here) return;
      here = false;
      // Goes out even when the page is being closed.
      reach(toUrl(leaveLead, { params }), { method: 'DELETE', keepalive: true }).catch(ignore);
    };
    const follow = (): void => {
      if (document.hidden) leave();
      else tell().catch(ignore);
    };
    follow();
    const timer = setInterval(follow, tellEveryMs);
    document.addEventListener('visibilitychange', follow);
    window.addEventListener('pagehide', leave);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', follow);
      window.removeEventListener('pagehide', leave);
      leave();
    };
  }, [tenantId, leadId, queryClient]);
}

const ignore = (): void => undefined;
