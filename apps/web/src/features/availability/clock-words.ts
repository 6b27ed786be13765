/** `08:00` as the reader's locale writes it: "8:00 AM"; `24:00` is midnight. */
export function toClockWords(time: string, locale?: string): string {
  const at = new Date(`1970-01-01T${time === '24:00' ? '00:00' : time}:00Z`);
  return new Intl.DateTimeFormat(locale, {
    hour: 'numeric',
    minute: '2-digit',
    timeZone: 'UTC',
  }).format(at);
}

/** "8:00 AM – 12:00 PM" */
export function toWindowWords({ from, to }: { from: string; to: string }, locale?: string): string {
  return `${toClockWords(from, locale)} – ${toClockWords(to === '00:00' ? '24:00' : to, locale)}`;
}

/** `2026-11-24` as "Tue, Nov 24". */
export function toDayWords(date: string, locale?: string): string {
  return new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${date}T00:00:00Z`));
}

/** "3 spots" */
export function toSpotWords(spots: number | string): string {
  return Number(spots) === 1 ? '1 spot' : `${spots} spots`;
}

/** How long a window lasts where the clocks change inside of it, else undefined. */
export function toLengthNote(window: {
  from: string;
  to: string;
  durationSec: number;
}): string | undefined {
  const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  const minutes = window.durationSec / 60;
  if (minutes === minuteOf(window.to) - minuteOf(window.from)) return undefined;
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const words = [
    ...(hours === 0 ? [] : [`${hours} h`]),
    ...(rest === 0 ? [] : [`${rest} min`]),
  ].join(' ');
  return `The clocks change: ${words} long`;
}
