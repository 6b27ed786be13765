const steps = [
  { unit: 'year', seconds: 31_536_000 },
  { unit: 'month', seconds: 2_592_000 },
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3600 },
  { unit: 'minute', seconds: 60 },
] as const;

/** The distance to an instant in words: "2 hours ago", "in 4 minutes", "just now" within a minute. */
export function toAgeWords(at: Date, now: Date, locale?: string): string {
  const seconds = Math.trunc((at.getTime() - now.getTime()) / 1000);
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  for (const step of steps) {
    const count = Math.trunc(seconds / step.seconds);
    if (count !== 0) return words.format(count, step.unit);
  }
  return 'just now';
}

/** An instant to the second in the reader's zone. */
export function toExactTime(at: Date, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'long' }).format(at);
}

/** An instant to the minute in the reader's zone, without a year that is the present one: "Dec 8, 11:59 PM". */
export function toShortTime(at: Date, now: Date = new Date(), locale?: string): string {
  return new Intl.DateTimeFormat(locale, {
    month: 'short',
    day: 'numeric',
    ...(at.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' }),
    hour: 'numeric',
    minute: '2-digit',
  }).format(at);
}

/** An instant in a given zone with the zone's short name: "Tue, Nov 24, 2:30 PM MST". */
export function toZonedTime(at: Date, timeZone: string, locale?: string): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone,
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    ...(at.getFullYear() === new Date().getFullYear() ? {} : { year: 'numeric' }),
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
  }).format(at);
}
