const dayMs = 24 * 60 * 60 * 1000;
/** A partner has this long to answer, counted from the request or its last PROCESSING. */
export const pairingDays = 7;
/** A sign-in is good for ten minutes; after a day nobody comes back to the request. */
export const signInDays = 1;

/** When a request that is under way ends by itself, if nothing changes it before. */
export function toExpiry({
  authorizationType,
  updatedAt,
}: {
  authorizationType: string;
  updatedAt: Date;
}): Date {
  const days = authorizationType === 'open_id_connect' ? signInDays : pairingDays;
  return new Date(updatedAt.getTime() + days * dayMs);
}
