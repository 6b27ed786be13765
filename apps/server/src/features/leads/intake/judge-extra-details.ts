import type { Booking, BookingWarning } from '@leads/contract/bookings';
import { cleanText } from './clean-text.ts';
import { toPointer } from './pointer.ts';

export type ExtraDetails = Record<string, string | number | boolean>;

/** Keeps every detail that has a value; those that nobody configured are named. */
export function judgeExtraDetails(
  details: Booking['extraDetails'],
  parameters: ReadonlySet<string>,
): { value: ExtraDetails; warnings: BookingWarning[] } {
  const kept = Object.entries(details ?? {}).flatMap(
    ([key, value]): [string, string | number | boolean][] =>
      value === null
        ? []
        : [[cleanText(key), typeof value === 'string' ? cleanText(value) : value]],
  );
  const unknown = kept.map(([key]) => key).filter((key) => !parameters.has(key));
  return {
    value: Object.fromEntries(kept),
    warnings: unknown.map((key) => ({
      pointer: toPointer('extraDetails', key),
      code: 'unknown_extra_detail',
      message: `${key} is not configured. It is kept and shown under "Other details".`,
    })),
  };
}
