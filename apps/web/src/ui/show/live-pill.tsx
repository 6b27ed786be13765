import type { LiveState } from '#web/api/live-stream.ts';
import { StatePill } from './state-pill.tsx';

/** Whether what is shown follows changes by itself: what `useLive` returns. */
export function LivePill({ state }: { state: LiveState }) {
  return (
    <StatePill tone={state === 'live' ? 'good' : 'off'}>
      {state === 'live' ? 'Live' : 'Connecting…'}
    </StatePill>
  );
}
