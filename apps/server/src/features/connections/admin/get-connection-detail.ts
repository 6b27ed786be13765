import type { ConnectionDetail } from '@leads/contract/admin-tenants';
import type { Context, ReadDb } from '#platform/act/context.ts';
import { readCurrentAgreement } from '../agreement/current-agreement.ts';
import { readCoverage } from '../portal/service-coverage.ts';
import { requireConnectionKey, selectConnectionRows, toConnectionRow } from './connection-row.ts';
import { describeRefreshFailure } from '../refresh/describe-refresh-failure.ts';
import { readStateHistory } from './state-history.ts';

interface Key {
  tenantId: string;
  connectionId: string;
}

/**
 * One connection with all that staff may know of it; tokens stay out.
 * @throws Problem `not_found`
 */
export async function getConnectionDetail(ctx: Context, id: string): Promise<ConnectionDetail> {
  const { db } = ctx;
  const key = await requireConnectionKey(db, id);
  const row = await selectConnectionRows(db)
    .select((eb) => [
      'connection.issuer',
      'connection.subject',
      'connection.pairing_sent_at as pairingSentAt',
      'connection.refreshed_at as refreshedAt',
      'connection.refresh_due_at as refreshDueAt',
      'connection.refresh_failure as refreshFailure',
      eb('connection.refresh_token_sealed', 'is not', null).as('refreshes'),
    ])
    .where('connection.tenant_id', '=', key.tenantId)
    .where('connection.id', '=', key.connectionId)
    .executeTakeFirstOrThrow();
  const { integrationId, tenantId, issuer, subject } = row;
  const own = toConnectionRow(row);
  const coverage = await readCoverage(db, { tenantId, integrationIds: [integrationId] });
  return {
    ...own,
    issuer,
    subject,
    refreshes: row.refreshes === true,
    refreshedAt: row.refreshedAt?.toISOString() ?? null,
    refreshDueAt: row.refreshDueAt?.toISOString() ?? null,
    refreshFailure: describeRefreshFailure(row.refreshFailure),
    pairingSentAt: row.pairingSentAt?.toISOString() ?? null,
    profiles: await readProfiles(db, key),
    history: await readStateHistory(db, own),
    agreement: await readAcceptedAgreement(db, { tenantId, integrationId }),
    ...(coverage.get(integrationId) ?? { partnerServices: 0, coveredServices: 0 }),
  };
}

async function readProfiles(db: ReadDb, { tenantId, connectionId }: Key) {
  return db
    .selectFrom('connection_profile')
    .select([
      'profile_id as profileId',
      'name',
      'active',
      'service_ids as serviceIds',
      'postal_codes as postalCodes',
    ])
    .where('tenant_id', '=', tenantId)
    .where('connection_id', '=', connectionId)
    .orderBy('position')
    .orderBy('profile_id')
    .execute();
}

async function readAcceptedAgreement(
  db: ReadDb,
  scope: { tenantId: string; integrationId: string },
): Promise<ConnectionDetail['agreement']> {
  const accepted = await db
    .selectFrom('agreement_acceptance as acceptance')
    .innerJoin('agreement', 'agreement.id', 'acceptance.agreement_id')
    .select([
      'agreement.id',
      'agreement.title',
      'agreement.version',
      'acceptance.user_name as userName',
      'acceptance.accepted_at as acceptedAt',
    ])
    .where('acceptance.tenant_id', '=', scope.tenantId)
    .where('acceptance.integration_id', '=', scope.integrationId)
    .orderBy('acceptance.accepted_at', 'desc')
    .orderBy('acceptance.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (accepted === undefined) return null;
  const { id, title, version, userName, acceptedAt } = accepted;
  const current = await readCurrentAgreement(db, scope);
  return {
    title,
    version,
    userName,
    isCurrent: current.id === id,
    acceptedAt: acceptedAt.toISOString(),
  };
}
