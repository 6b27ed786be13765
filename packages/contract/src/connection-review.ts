import { z } from 'zod';
import { defineEndpoint } from './endpoint.ts';
import { Id } from './page.ts';
import { Connection, ConnectionParams, ConnectionProfile } from './tenant-integrations.ts';
import { NamedItem } from './tenant-mapping.ts';

const tenant = { surface: 'tenant', tag: 'Integrations' } as const;

/** Which partner services arrive as what: step 4 of connecting. */
export const ReviewRow = z.object({
  partnerId: z.string(),
  partnerName: z.string(),
  standardJobType: z.string().nullable(),
  jobTypes: z.array(z.string()),
  businessUnits: z.array(z.string()),
});

export const ReviewProfile = ConnectionProfile.extend({
  businessUnitIds: z
    .array(Id)
    .meta({ description: 'the units that its leads are for; empty: all of them' }),
  serviceCount: z
    .number()
    .int()
    .nullable()
    .meta({ description: 'how many services the partner limits it to; null: all' }),
});
export type ReviewProfile = z.output<typeof ReviewProfile>;

export const ConnectionReview = z.object({
  connection: Connection,
  rows: z.array(ReviewRow),
});
export type ConnectionReview = z.output<typeof ConnectionReview>;

export const ConnectionProfiles = z.object({
  connection: Connection,
  profiles: z
    .array(ReviewProfile)
    .meta({ description: 'active ones, in the order of the partner' }),
  businessUnits: z.array(NamedItem).meta({ description: 'those to choose from' }),
});
export type ConnectionProfiles = z.output<typeof ConnectionProfiles>;

export const getConnectionReview = defineEndpoint({
  ...tenant,
  method: 'GET',
  url: '/api/tenant/:tenantId/connections/:connectionId/review',
  summary: 'Partner services and what each arrives as',
  params: ConnectionParams,
  reply: ConnectionReview,
});

export const getConnectionProfiles = defineEndpoint({
  ...tenant,
  method: 'GET',
  url: '/api/tenant/:tenantId/connections/:connectionId/profiles',
  summary: "An account's profiles and the business units that each is for",
  params: ConnectionParams,
  reply: ConnectionProfiles,
});

export const saveProfileUnits = defineEndpoint({
  ...tenant,
  method: 'PUT',
  url: '/api/tenant/:tenantId/connections/:connectionId/profile-business-units',
  summary: 'Choose the business units that leads of a profile are for',
  description:
    'Names the profiles that change, each with what it had before; none chosen means all. A lead is pre-filled where exactly one unit remains of those and of what its service is mapped to.',
  params: ConnectionParams,
  body: z.object({
    profiles: z
      .array(
        z.object({
          profileId: z.string().min(1).max(200),
          before: z.array(Id).max(100),
          businessUnitIds: z.array(Id).max(100),
        }),
      )
      .min(1)
      .max(200),
  }),
  reply: ConnectionProfiles,
  problems: ['changed_meanwhile', 'connection_state'],
});
