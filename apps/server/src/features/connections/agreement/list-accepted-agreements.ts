import type { AcceptedAgreement } from '@leads/contract/tenant-agreement';
import type { Reader } from '#platform/act/context.ts';
import { requireVisible } from '../require-connectable.ts';
import { listAcceptances } from './current-agreement.ts';

/**
 * What was accepted for the tenant, also versions that a newer one or another text has replaced since.
 * @throws Problem `not_found`
 */
export async function listAcceptedAgreements(
  db: Reader,
  scope: { tenantId: string; integrationId: string },
): Promise<{ accepted: AcceptedAgreement[] }> {
  await requireVisible(db, scope);
  const rows = await listAcceptances(db, scope);
  return {
    accepted: rows.map(({ agreementId, acceptedAt, ...row }) => ({
      id: agreementId,
      acceptedAt: acceptedAt.toISOString(),
      ...row,
    })),
  };
}
