import { z } from 'zod';
import { EpochSeconds, PartnerId, partnerIdOf } from './bookings.ts';
import { defineEndpoint } from './endpoint.ts';
import { PageQuery, pageOf } from './page.ts';
import { PairingData } from './tenant-integrations.ts';

const partner = { surface: 'partner' } as const;
const text = (max: number) => z.string().max(max);

export const PartnerProfile = z.object({
  id: PartnerId.meta({ description: "the partner's id of the profile (listing, location)" }),
  name: text(200).optional().default(''),
  serviceIds: z.array(partnerIdOf(128)).max(5000).optional(),
  postalCodes: z.array(partnerIdOf(20)).max(50_000).optional(),
});

export const AccountAnswer = z
  .object({
    requestId: z.uuid({ message: 'requestId is the UUID of our pairing request' }),
    status: z.enum(['PROCESSING', 'DECLINED', 'COMPLETED']),
    account: z
      .object({
        id: PartnerId,
        name: text(200).optional().default(''),
        profiles: z.array(PartnerProfile).min(1).max(1000),
      })
      .optional(),
  })
  .superRefine((value, context) => {
    if (value.status === 'COMPLETED' && value.account === undefined)
      context.addIssue({
        code: 'custom',
        path: ['account'],
        message: 'COMPLETED needs the account with its id and profiles',
      });
  })
  .meta({
    example: {
      requestId: 'b7c1f6f0-6f3e-4f0e-9a52-0c1b8a1f2d11',
      status: 'COMPLETED',
      account: {
        id: 'ACME-10042',
        name: 'Desert Breeze Air & Plumbing',
        profiles: [{ id: 'ACME-10042-PHX', name: 'Desert Breeze - Phoenix' }],
      },
    },
  });

export const answerAccountRequest = defineEndpoint({
  ...partner,
  method: 'POST',
  url: '/api/integrations/accounts',
  tag: 'Accounts',
  summary: 'Answer a pairing request, or replace the profiles of a connected account',
  body: AccountAnswer,
  reply: z.object({
    requestId: z.string(),
    status: z.enum(['PROCESSING', 'DECLINED', 'COMPLETED']),
  }),
  problems: ['request_finished', 'account_already_connected', 'integration_inactive'],
});

export const PartnerAccount = z.object({
  accountId: z.string(),
  requestId: z.string(),
  status: z.enum(['CONNECTED', 'DISCONNECTED']),
  tenant: PairingData,
  profiles: z.array(z.object({ id: z.string(), name: z.string(), active: z.boolean() })),
  services: z.array(z.object({ serviceId: z.string(), name: z.string(), active: z.boolean() })),
  updatedAt: z.string(),
});

export const listAccounts = defineEndpoint({
  ...partner,
  method: 'GET',
  url: '/api/integrations/accounts',
  tag: 'Accounts',
  summary: 'Accounts of connected tenants, oldest change first',
  query: PageQuery.extend({ updatedSince: z.iso.datetime({ offset: true }).optional() }),
  reply: pageOf(PartnerAccount),
});

export const getAccount = defineEndpoint({
  ...partner,
  method: 'GET',
  url: '/api/integrations/accounts/:accountId',
  tag: 'Accounts',
  summary: "A tenant's account: status, tenant, profiles, services covered",
  params: z.object({ accountId: PartnerId }),
  reply: PartnerAccount,
});

/** How long an ask for availability may reach. */
export const availabilityDaysMax = 31;
export const availabilitySlotsMax = 10_000;

export const AvailabilitySlot = z.object({
  serviceId: z.string().meta({ description: "the partner's id of the service" }),
  startSec: z
    .number()
    .int()
    .meta({ description: 'epoch seconds; appointments that begin in the slot take its spots' }),
  durationSec: z.number().int().meta({
    description: 'length of the slot; differs by an hour on a day on which the clocks change in it',
  }),
  spotsOpen: z.number().int().meta({ description: 'appointments that can still be made' }),
  spotsTotal: z.number().int().meta({ description: '0 in webhooks: the slot is no more' }),
});

export const AvailabilityQuestion = z
  .object({
    accountId: PartnerId,
    profileId: PartnerId.optional().meta({
      description: 'left out: all active profiles of the account',
    }),
    serviceId: partnerIdOf(128)
      .optional()
      .meta({ description: 'left out: all services that the tenant covers' }),
    startSec: EpochSeconds.optional().meta({ description: 'left out, or past: from now on' }),
    endSec: EpochSeconds.optional().meta({
      description: `not part of it; at most ${availabilityDaysMax} days after the start; left out: the end of the 14th day in the tenant's time zone`,
    }),
  })
  .meta({
    example: { accountId: 'ACME-10042', profileId: 'ACME-10042-PHX', serviceId: 'poor-cooling' },
  });

export const askAvailability = defineEndpoint({
  ...partner,
  method: 'POST',
  url: '/api/integrations/availability',
  tag: 'Availability',
  summary: "Ask for the open spots of an account's profiles",
  description:
    'Answers what `/availability/updated` would tell, as of now: slots that have not ended and begin before `endSec`, by start. ' +
    'Spots belong to business units of the tenant, so a booking of one service may take a spot of another.',
  body: AvailabilityQuestion,
  reply: z.object({
    accountId: z.string(),
    timeZone: z.string().meta({ description: "IANA name of the tenant's time zone" }),
    profiles: z.array(z.object({ profileId: z.string(), slots: z.array(AvailabilitySlot) })),
  }),
  problems: ['unknown_account', 'account_disconnected', 'access_withdrawn', 'integration_inactive'],
});
