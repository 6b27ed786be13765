import { createHash } from 'node:crypto';
import type { PartnerProfile } from '../accounts.ts';
import type { PairingRequest } from './pairing-request.ts';

export interface PairedAccount {
  readonly id: string;
  readonly name: string;
  readonly profiles: readonly PartnerProfile[];
}

/** The same tenant always gets the same account, so pairing anew finds the old one. */
export function toPairedAccount(tenant: PairingRequest['tenant']): PairedAccount {
  const digest = createHash('sha256').update(tenant.id).digest('hex');
  const id = `PAIR-${digest.slice(0, 10).toUpperCase()}`;
  const place = tenant.address?.locality || 'Second location';
  return {
    id,
    name: tenant.name,
    profiles: [
      { id: `${id}-MAIN`, name: tenant.name },
      { id: `${id}-LOCAL`, name: `${tenant.name} - ${place}` },
    ],
  };
}
