/** Minutes of a whole day on the wall clock. */
export const dayMinutes = 1_440;

/**
 * The first instant, in epoch milliseconds, at which the wall clock of the zone shows this minute of this day or a
 * later one. A time that is skipped in spring is the instant of the change; of a time that comes twice in autumn it is
 * the first one. So later minutes never come before earlier ones, and spans of minutes that touch become spans of
 * instants that touch: none is counted twice, none is lost.
 * @param minute 0 to 1,440
 */
export function toInstantMs(day: Temporal.PlainDate, minute: number, timeZone: string): number {
  const wall = day.toPlainDateTime().add({ minutes: minute });
  const zoned = wall.toZonedDateTime(timeZone, { disambiguation: 'compatible' });
  if (zoned.toPlainDateTime().equals(wall)) return zoned.epochMilliseconds;
  const before = wall.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  const change = before.getTimeZoneTransition('next');
  return (change ?? zoned).epochMilliseconds;
}

/** `toInstantMs` for many units at once, whose windows mostly begin and end at the same times: each is worked out once. */
export function rememberInstants(): typeof toInstantMs {
  const known = new Map<string, number>();
  return (day, minute, timeZone) => {
    const key = `${timeZone} ${day.toString()} ${minute}`;
    const instant = known.get(key) ?? toInstantMs(day, minute, timeZone);
    known.set(key, instant);
    return instant;
  };
}

/** The day that the zone's calendar shows at an instant. */
export function toDay(at: Date, timeZone: string): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
}

/** `08:30` as minutes from midnight; `24:00` is 1,440. */
export function toMinute(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

export function toWallTime(minute: number): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${pad(Math.floor(minute / 60))}:${pad(minute % 60)}`;
}
