import type { Lead } from '@leads/contract/lead';
import { z } from 'zod';
import { findInstants, toWallClock } from '../wall-clock.ts';

/** The fields of an appointment, as its form holds them. */
export interface AppointmentFields {
  date: string;
  time: string;
  /** Minutes, as the select holds them. */
  minutes: string;
}

const usualMinutes = [30, 60, 90, 120, 180, 240, 360, 480];
const dayMs = 86_400_000;

/** Date and time are the tenant's: a time that its clocks leave out is refused. */
export function toAppointmentSchema(timeZone: string) {
  return z
    .object({
      date: z.iso.date({ message: 'Enter the date' }),
      time: z.string().regex(/^\d{2}:\d{2}$/, { message: 'Enter the time' }),
      minutes: z.string(),
    })
    .superRefine(({ date, time }, context) => {
      if (findInstants({ date, time }, timeZone).length > 0) return;
      const message =
        'The clocks go forward that night, so this time does not exist. Choose another.';
      context.addIssue({ code: 'custom', path: ['time'], message });
    });
}

/** The instant and length that the fields mean; of a time that comes twice, the first. */
export function toAppointment(fields: AppointmentFields, timeZone: string) {
  const [start] = findInstants(fields, timeZone);
  return {
    startAt: (start ?? new Date(Number.NaN)).toISOString(),
    durationSec: Number(fields.minutes) * 60,
  };
}

type Times = Pick<
  Lead,
  | 'timeZone'
  | 'wantedStartAt'
  | 'wantedDurationSec'
  | 'appointmentStartAt'
  | 'appointmentDurationSec'
>;

/** What the form begins with: the appointment, else the wanted time if it is to come, else tomorrow at nine. */
export function firstAppointment(lead: Times, now: Date): AppointmentFields {
  const known = lead.appointmentStartAt ?? lead.wantedStartAt;
  const seconds = lead.appointmentDurationSec ?? lead.wantedDurationSec ?? 7200;
  const minutes = String(Math.max(15, Math.round(seconds / 60)));
  if (known !== null && new Date(known) > now) {
    return { ...toWallClock(new Date(known), lead.timeZone), minutes };
  }
  const { date } = toWallClock(new Date(now.getTime() + dayMs), lead.timeZone);
  return { date, time: '09:00', minutes };
}

/** The lengths to choose from; one that is there already is among them, however odd. */
export function listLengths(minutes: string): { value: string; label: string }[] {
  return [...new Set([...usualMinutes, Number(minutes)])]
    .sort((one, other) => one - other)
    .map((length) => ({ value: String(length), label: toLengthWords(length) }));
}

/** "90 minutes" as people say it: "1 h 30 min". */
export function toLengthWords(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours > 0 && `${hours} h`, rest > 0 && `${rest} min`].filter(Boolean).join(' ');
}
