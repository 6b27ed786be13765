/** A date and a time as a clock on the wall shows them, in the form that date and time fields use. */
export interface WallClock {
  /** `2026-11-24` */
  date: string;
  /** `14:30` */
  time: string;
}

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** What a wall clock in the zone shows at an instant. */
export function toWallClock(at: Date, timeZone: string): WallClock {
  const text = new Date(asUtc(at, timeZone)).toISOString();
  return { date: text.slice(0, 10), time: text.slice(11, 16) };
}

/**
 * The instants at which a wall clock in the zone shows this: one as a rule, none in the hour that is left out when the
 * clocks go forward, two in the hour that comes twice when they go back, the earlier first.
 */
export function findInstants({ date, time }: WallClock, timeZone: string): Date[] {
  const wall = Date.parse(`${date}T${time}:00Z`);
  if (Number.isNaN(wall)) return [];
  // The zone's offset changes at most once within two days, so one of these two is the one in force.
  const offsets = new Set(
    [wall - dayMs, wall + dayMs].map((around) => asUtc(new Date(around), timeZone) - around),
  );
  return [...offsets]
    .map((offset) => wall - offset)
    .filter((instant) => asUtc(new Date(instant), timeZone) === wall)
    .sort((one, other) => one - other)
    .map((instant) => new Date(instant));
}

/** The zone's short name at an instant, such as "MST". */
export function toZoneName(at: Date, timeZone: string, locale?: string): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'short' });
  return parts.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}

/** What the zone's clock shows, to the minute, read as if it were UTC. */
function asUtc(at: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'iso8601',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(at);
  const of = (wanted: Intl.DateTimeFormatPartTypes): number =>
    Number(parts.find(({ type }) => type === wanted)?.value);
  const wall = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'));
  return wall + (((at.getTime() % minuteMs) + minuteMs) % minuteMs);
}
