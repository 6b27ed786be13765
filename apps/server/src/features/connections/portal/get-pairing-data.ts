import type { PairingData } from '@leads/contract/tenant-integrations';
import type { z } from 'zod';
import type { Reader } from '#platform/act/context.ts';
import { readTenantDetails } from '#features/webhooks/index.ts';

/** The tenant's data that ST Pairing would send: what the request itself is made from. */
export async function getPairingData(
  db: Reader,
  tenantId: string,
): Promise<z.output<typeof PairingData>> {
  return readTenantDetails(db, tenantId);
}
