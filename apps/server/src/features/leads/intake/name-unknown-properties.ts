import { Booking, BookingAddress, UserInformation } from '@leads/contract/bookings';
import type { BookingWarning } from '@leads/contract/bookings';
import { cleanText } from './clean-text.ts';
import { toPointer } from '#platform/http/json-pointer.ts';

/** So many are named; a body may hold thousands. */
const namedMax = 20;
const nameLengthMax = 100;

const known: { path: string[]; shape: object }[] = [
  { path: [], shape: Booking.shape },
  { path: ['slot'], shape: Booking.shape.slot.shape },
  { path: ['userInformation'], shape: UserInformation.shape },
  { path: ['address'], shape: BookingAddress.shape },
];

/** A warning for each property that nobody reads; beyond the first twenty, how many there are. */
export function nameUnknownProperties(booking: Booking): BookingWarning[] {
  const unknown = known.flatMap(({ path, shape }) =>
    Object.keys(objectAt(booking, path))
      .filter((name) => !Object.hasOwn(shape, name))
      .map((name) => [...path, cleanText(name.slice(0, nameLengthMax))]),
  );
  const named = unknown.slice(0, namedMax).map((path): BookingWarning => ({
    pointer: toPointer(...path),
    code: 'unknown_property',
    message: 'This property is not known and was ignored.',
  }));
  const rest = unknown.length - named.length;
  if (rest === 0) return named;
  const message = `${rest} more properties are not known and were ignored.`;
  return [...named, { pointer: '', code: 'unknown_property', message }];
}

function objectAt(booking: Booking, path: string[]): object {
  const [name] = path;
  const value: unknown = name === undefined ? booking : booking[name];
  return typeof value === 'object' && value !== null ? value : {};
}
