import { useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { openLiveStream, type LiveState } from './live-stream.ts';
import { findStaleKeys, listAllKeys, type LiveTopics } from './live-topics.ts';

/**
 * Keeps queries fresh while the page is seen: a hint of a topic invalidates its keys; every (re)connect and
 * every 30 s all of them. Keys of queries that are not on screen are only marked stale.
 *
 * @param url `/api/admin/live` or `/api/tenant/:tenantId/live`; pages with the same address share one stream
 * @param topics define it outside of the component, or with useMemo: a new object opens the stream anew
 */
export function useLive(url: string, topics: LiveTopics): LiveState {
  const queryClient = useQueryClient();
  const [state, setState] = useState<LiveState>('connecting');
  useEffect(() => {
    const invalidate = (keys: readonly QueryKey[]): void => {
      for (const queryKey of keys) void queryClient.invalidateQueries({ queryKey });
    };
    return openLiveStream(url, {
      onHint: (hint) => invalidate(findStaleKeys(topics, hint)),
      onRefresh: () => invalidate(listAllKeys(topics)),
      onState: setState,
    });
  }, [url, topics, queryClient]);
  return state;
}
