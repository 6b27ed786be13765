import { z } from 'zod';
import { AvailabilitySlot } from '@leads/contract/partner-api';

/** What is stored of a message: what the last try said, or only whose it is while there was none. */
const StoredBody = z.object({
  profileId: z.string(),
  slots: z.array(AvailabilitySlot),
});
export type StoredAvailability = z.output<typeof StoredBody>;

/** @throws ZodError when it is not the body of an availability message; we wrote it, so that is our fault */
export function parseAvailability(body: string): StoredAvailability {
  return StoredBody.parse(JSON.parse(body));
}
