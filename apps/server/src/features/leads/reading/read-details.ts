import { z } from 'zod';
import type { Lead } from '@leads/contract/leads';
import type { Reader } from '#platform/act/context.ts';

const ExtraDetails = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

/** Configured keys under their display names, in their configured order; the rest as they came. */
export async function readDetails(
  db: Reader,
  row: { integrationId: string; extraDetails: unknown },
): Promise<Pick<Lead, 'extraDetails' | 'otherDetails'>> {
  const details = ExtraDetails.parse(row.extraDetails);
  const configured = await db
    .selectFrom('integration_extra_detail')
    .select(['parameter', 'display_name as label'])
    .where('integration_id', '=', row.integrationId)
    .orderBy('position')
    .execute();
  const known = new Set(configured.map(({ parameter }) => parameter));
  return {
    extraDetails: configured.flatMap(({ parameter, label }) => {
      const value = Object.hasOwn(details, parameter) ? details[parameter] : undefined;
      return value === undefined ? [] : [{ label, value: String(value) }];
    }),
    otherDetails: Object.entries(details)
      .filter(([key]) => !known.has(key))
      .map(([label, value]) => ({ label, value: String(value) })),
  };
}
