import { z } from 'zod';

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;
export const weekdayNames = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;
export const windowsPerDayMax = 24;
export const changedDaysMax = 366;
export const spotsMax = 999;

/** A time on the wall clock, as `HH:MM`; `24:00` ends a day. */
const WallTime = (message: string, allowEndOfDay: boolean) =>
  z
    .string()
    .regex(allowEndOfDay ? /^(([01]\d|2[0-3]):[0-5]\d|24:00)$/ : /^([01]\d|2[0-3]):[0-5]\d$/, {
      message,
    });

export const CapacityWindow = z.object({
  from: WallTime('Enter when it begins, as 08:00', false).meta({
    description: "on the wall clock of the tenant's time zone",
    example: '08:00',
  }),
  to: WallTime('Enter when it ends, as 12:00, or 24:00 for midnight', true).meta({
    description: 'not part of the window; 24:00 is the end of the day',
    example: '12:00',
  }),
  spots: z
    .number({ message: 'Enter how many appointments can start then' })
    .int({ message: 'Enter a whole number' })
    .min(1, { message: 'At least 1; remove the window to close it' })
    .max(spotsMax, { message: `At most ${spotsMax}` })
    .meta({ description: 'appointments that can start in the window', example: 3 }),
});
export type CapacityWindow = z.output<typeof CapacityWindow>;

const DayWindows = z
  .array(CapacityWindow)
  .max(windowsPerDayMax, { message: `At most ${windowsPerDayMax} windows a day` })
  .superRefine((windows, context) => {
    for (const { index, field, message } of findWindowFaults(windows)) {
      context.addIssue({ code: 'custom', path: [index, field], message });
    }
  });

/** When a business unit can begin how many appointments: each week, and on days that differ from their weekday. */
export const Capacity = z.object({
  week: z
    .array(
      z.object({
        weekday: z.int().min(1).max(7).meta({ description: '1 Monday to 7 Sunday (ISO 8601)' }),
        windows: DayWindows,
      }),
    )
    .max(7)
    .superRefine((days, context) => {
      for (const index of findRepeats(days.map(({ weekday }) => weekday))) {
        context.addIssue({
          code: 'custom',
          path: [index, 'weekday'],
          message: 'This day is named twice',
        });
      }
    })
    .meta({ description: 'days that are left out are closed' }),
  changedDays: z
    .array(
      z.object({
        date: z.iso.date({ message: 'Enter the day' }),
        windows: DayWindows.meta({ description: 'none: closed on this day' }),
      }),
    )
    .max(changedDaysMax, { message: `At most ${changedDaysMax} days` })
    .superRefine((days, context) => {
      for (const index of findRepeats(days.map(({ date }) => date))) {
        context.addIssue({
          code: 'custom',
          path: [index, 'date'],
          message: 'This day is named twice',
        });
      }
    })
    .meta({ description: 'days that differ from their weekday; past ones are forgotten' }),
});
export type Capacity = z.output<typeof Capacity>;

export interface WindowFault {
  index: number;
  field: 'from' | 'to';
  message: string;
}

/** Why windows cannot be those of one day: one ends before it begins, or begins before the one before it ends. */
export function findWindowFaults(
  windows: readonly Pick<CapacityWindow, 'from' | 'to'>[],
): WindowFault[] {
  const faults: WindowFault[] = [];
  // Faults of form are told already; texts of one form sort as the times they are.
  const known = windows.flatMap(({ from, to }, index) =>
    from.length === 5 && to.length === 5 ? [{ from, to, index }] : [],
  );
  const ordered: typeof known = [];
  for (const one of known) {
    if (one.to > one.from) ordered.push(one);
    else faults.push({ index: one.index, field: 'to', message: `It must end after ${one.from}` });
  }
  ordered.sort((a, b) => (a.from === b.from ? a.index - b.index : a.from < b.from ? -1 : 1));
  let latest = ordered[0];
  for (const one of ordered.slice(1)) {
    if (latest !== undefined && one.from < latest.to) {
      const message = `It overlaps ${latest.from} to ${latest.to}`;
      faults.push({ index: one.index, field: 'from', message });
    }
    if (latest === undefined || one.to > latest.to) latest = one;
  }
  return faults;
}

function findRepeats<T>(values: readonly T[]): number[] {
  return values.flatMap((value, index) => (values.indexOf(value) === index ? [] : [index]));
}
