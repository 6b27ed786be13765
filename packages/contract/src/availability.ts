import { z } from 'zod';
import { Capacity, CapacityWindow } from './capacity.ts';
import { defineEndpoint } from './endpoint.ts';
import { Id, Version } from './page.ts';
import { TenantParams } from './tenant-integrations.ts';

const tenant = { surface: 'tenant', tag: 'Availability' } as const;
const UnitParams = TenantParams.extend({ businessUnitId: Id });

export const UnitCapacity = Capacity.extend({
  businessUnitId: Id,
  name: z.string(),
  version: Version,
  source: z
    .enum(['portal', 'platform'])
    .meta({ description: 'platform: the field service system keeps it; it is only shown here' }),
  savedAt: z.string().nullable().meta({ description: 'null while nobody saved it' }),
  savedByName: z.string(),
  services: z
    .array(z.string())
    .meta({ description: 'standard job types that are mapped to this business unit, by name' }),
});
export type UnitCapacity = z.output<typeof UnitCapacity>;

export const listAvailability = defineEndpoint({
  ...tenant,
  method: 'GET',
  url: '/api/tenant/:tenantId/availability',
  summary: 'Weekly capacity of each business unit',
  params: TenantParams,
  reply: z.object({
    timeZone: z.string().meta({ description: 'IANA; all wall-clock times are in it' }),
    today: z.iso.date().meta({ description: "the tenant's day" }),
    listeners: z
      .array(z.string())
      .meta({ description: 'names of connected partners that are told of open spots' }),
    units: z.array(UnitCapacity),
  }),
});

export const saveAvailability = defineEndpoint({
  ...tenant,
  method: 'PUT',
  url: '/api/tenant/:tenantId/availability/:businessUnitId',
  summary: 'Save the weekly capacity of a business unit (owner or admin)',
  description: 'Partners that listen are told of the days whose open spots change.',
  params: UnitParams,
  body: z.object({ version: Version, capacity: Capacity }),
  reply: z.object({ version: Version }),
  problems: ['changed_meanwhile', 'managed_elsewhere'],
});

/** An appointment that takes a spot. */
export const TakenSpot = z.object({
  leadId: Id,
  customerName: z.string(),
  startAt: z.string(),
});
export type TakenSpot = z.output<typeof TakenSpot>;

export const DayAvailability = z.object({
  date: z.iso.date(),
  changed: z.boolean().meta({ description: 'the day differs from its weekday' }),
  windows: z.array(
    CapacityWindow.extend({
      startAt: z.string(),
      durationSec: z.number().int(),
      spotsOpen: z.number().int(),
      taken: z.array(TakenSpot),
    }),
  ),
  outside: z
    .array(TakenSpot)
    .meta({ description: 'appointments that begin outside of all windows; they take no spot' }),
});
export type DayAvailability = z.output<typeof DayAvailability>;

export const previewAvailability = defineEndpoint({
  ...tenant,
  method: 'GET',
  url: '/api/tenant/:tenantId/availability/:businessUnitId/days',
  summary: 'The coming 14 days of a business unit: spots open and what took the others',
  params: UnitParams,
  reply: z.object({ days: z.array(DayAvailability) }),
});
