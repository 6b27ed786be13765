import { toExactTime, toZonedTime } from './time-words.ts';

export interface ZonedTimeProps {
  /** RFC 3339 instant; nothing known shows "–". */
  at: string | null | undefined;
  /** IANA zone of the tenant: wanted and appointment times are told in it, with its short name. */
  timeZone: string;
}

/** A wanted or appointment time in the tenant's zone; in the reader's own on hover. */
export function ZonedTime({ at, timeZone }: ZonedTimeProps) {
  if (at === null || at === undefined) return <>–</>;
  const instant = new Date(at);
  return (
    <time dateTime={at} title={toExactTime(instant)}>
      {toZonedTime(instant, timeZone)}
    </time>
  );
}
