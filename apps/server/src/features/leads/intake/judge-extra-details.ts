import type { Booking, BookingWarning } from '@leads/contract/bookings';
import { cleanText } from './clean-text.ts';
import { toPointer } from '#platform/http/json-pointer.ts';

export type ExtraDetails = Record<string, string | number | boolean>;

/** Keeps every detail that has a value; those that nobody configured are named, and numbers that lost digits. */
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
    warnings: [
      ...kept.filter(([, value]) => isRounded(value)).map(([key]) => toRounded(key)),
      ...unknown.map(toUnknown),
    ],
  };
}

/** JSON readers keep about 15 digits of a number, so a long id came here as another one. */
function isRounded(value: string | number | boolean): boolean {
  return Number.isInteger(value) && !Number.isSafeInteger(value);
}

function toRounded(key: string): BookingWarning {
  return {
    pointer: toPointer('extraDetails', key),
    code: 'number_rounded',
    message: `${key} has more digits than a JSON number keeps. Send it as text.`,
  };
}

function toUnknown(key: string): BookingWarning {
  return {
    pointer: toPointer('extraDetails', key),
    code: 'unknown_extra_detail',
    message: `${key} is not configured. It is kept and shown under "Other details".`,
  };
}
