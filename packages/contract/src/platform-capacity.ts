import { z } from 'zod';
import { Capacity } from './capacity.ts';
import { defineEndpoint } from './endpoint.ts';
import { SaveResult } from './platform-tenants.ts';
import { WorkParams } from './platform-work.ts';

const capacity = { surface: 'platform', tag: 'Capacity', params: WorkParams } as const;
const at = '/api/platform/tenants/:externalId/business-units/:workExternalId/capacity' as const;

export const PlatformCapacity = Capacity.extend({
  source: z
    .enum(['portal', 'platform'])
    .meta({ description: 'who keeps it: `platform` once it was put here' }),
});

export const getPlatformCapacity = defineEndpoint({
  ...capacity,
  method: 'GET',
  url: at,
  summary: 'The weekly capacity of a business unit',
  reply: PlatformCapacity,
});

export const savePlatformCapacity = defineEndpoint({
  ...capacity,
  method: 'PUT',
  url: at,
  summary: 'Replace the weekly capacity of a business unit',
  description:
    "On the wall clock of the tenant's time zone. From then on the tenant portal only shows it. Appointments take spots by themselves.",
  body: Capacity,
  reply: z.object({ result: SaveResult, capacity: PlatformCapacity }),
});
