import type { Lead } from '@leads/contract/lead';
import type { StateTone } from '#web/ui/show/state-pill.tsx';

type Activity = Lead['activities'][number];
type Delivery = Lead['deliveries'][number];

export type TimelineEntry =
  | { kind: 'activity'; at: string; activity: Activity }
  | { kind: 'delivery'; at: string; delivery: Delivery };

/** What was done and what the partner was told, newest first; a message follows the act that caused it. */
export function toTimeline({ activities, deliveries }: Pick<Lead, 'activities' | 'deliveries'>) {
  const entries: TimelineEntry[] = [
    ...activities.map((activity) => ({ kind: 'activity' as const, at: activity.at, activity })),
    ...deliveries.map((delivery) => ({
      kind: 'delivery' as const,
      at: delivery.createdAt,
      delivery,
    })),
  ];
  return entries.sort((one, other) => Date.parse(one.at) - Date.parse(other.at)).toReversed();
}

/** The state of a message to the partner in words that need no knowledge of HTTP. */
export function toDeliveryWords({ state, attempts }: Delivery): { tone: StateTone; label: string } {
  if (state === 'succeeded') return { tone: 'good', label: 'Received by the partner' };
  if (state === 'failed') return { tone: 'bad', label: 'Not received; we stopped trying' };
  if (attempts === 0) return { tone: 'busy', label: 'On its way' };
  return {
    tone: 'warn',
    label: `Not received yet; tried ${attempts === 1 ? 'once' : `${attempts} times`}`,
  };
}

const told: Record<string, string> = {
  '/leads/accepted': 'accepted',
  '/leads/declined': 'declined',
  '/leads/appointment_scheduled': 'appointment scheduled',
  '/leads/appointment_rescheduled': 'appointment moved',
  '/leads/appointment_canceled': 'appointment canceled',
  '/leads/invoiced': 'invoiced',
};

/** What the partner is told by a message. */
export function toToldWords(path: string): string {
  return told[`/${path.replace(/^\//, '')}`] ?? path;
}
