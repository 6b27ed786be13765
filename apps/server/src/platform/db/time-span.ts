import type { TimeSpan } from '@leads/contract/page';

const hourMs = 60 * 60 * 1000;
const spanHours: Record<TimeSpan, number> = { '24h': 24, '7d': 7 * 24, '30d': 30 * 24 };

/** Where a span of time that ends now begins. */
export function toSpanStart(span: TimeSpan, now: Date): Date {
  return new Date(now.getTime() - spanHours[span] * hourMs);
}
