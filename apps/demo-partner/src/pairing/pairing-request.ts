import { z } from 'zod';

const text = z.string().max(500);

/** What the platform posts to the Partner Pairing URL; keys that are not named here are let pass. */
export const PairingRequest = z.looseObject({
  requestId: z.string().min(1).max(200),
  timestamp: z.number().optional(),
  tenant: z.looseObject({
    id: z.string().min(1).max(200),
    name: text.min(1),
    address: z
      .looseObject({
        streetAddress: text.optional(),
        addressLine2: text.optional(),
        locality: text.optional(),
        region: text.optional(),
        postalCode: text.optional(),
        country: text.optional(),
      })
      .optional(),
    telephone: text.optional(),
    email: text.optional(),
    website: text.optional(),
  }),
});
export type PairingRequest = z.infer<typeof PairingRequest>;

export const PairingStatus = z.enum(['PROCESSING', 'COMPLETED', 'DECLINED']);
export type PairingStatus = z.infer<typeof PairingStatus>;
