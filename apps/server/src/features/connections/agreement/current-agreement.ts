import { sql } from 'kysely';
import { Problem } from '@leads/contract/problem';
import type { Agreement } from '@leads/contract/tenant-integrations';
import type { Reader } from '#platform/act/context.ts';

interface Scope {
  tenantId: string;
  integrationId: string;
}

/** The agreement in force: the integration's own newest version, else the newest default one. */
async function findCurrentAgreement(db: Reader, integrationId: string) {
  return db
    .selectFrom('agreement')
    .select(['id', 'version', 'title', 'body'])
    .where((eb) =>
      eb.or([eb('integration_id', '=', integrationId), eb('integration_id', 'is', null)]),
    )
    .orderBy(sql`integration_id is null`)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** The agreement in force with who accepted it for the tenant, if somebody did. */
export async function readCurrentAgreement(
  db: Reader,
  { tenantId, integrationId }: Scope,
): Promise<Agreement> {
  const agreement = await findCurrentAgreement(db, integrationId);
  if (agreement === undefined) {
    throw new Problem('not_found', {
      detail: 'There is no agreement yet. Ask support to add one.',
    });
  }
  const acceptance = await db
    .selectFrom('agreement_acceptance')
    .select(['user_name as userName', 'accepted_at as acceptedAt'])
    .where('tenant_id', '=', tenantId)
    .where('integration_id', '=', integrationId)
    .where('agreement_id', '=', agreement.id)
    .executeTakeFirst();
  return {
    ...agreement,
    acceptance:
      acceptance === undefined
        ? null
        : { userName: acceptance.userName, acceptedAt: acceptance.acceptedAt.toISOString() },
  };
}

export async function isAgreementAccepted(db: Reader, scope: Scope): Promise<boolean> {
  return (await readCurrentAgreement(db, scope)).acceptance !== null;
}

/** Of these integrations, those whose current agreement the tenant has accepted. */
export async function listAcceptedIntegrations(
  db: Reader,
  { tenantId, integrationIds }: { tenantId: string; integrationIds: string[] },
): Promise<Set<string>> {
  if (integrationIds.length === 0) return new Set();
  const current = db
    .selectFrom('integration')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('agreement')
          .select('agreement.id')
          .where((or) =>
            or.or([
              or('agreement.integration_id', '=', or.ref('integration.id')),
              or('agreement.integration_id', 'is', null),
            ]),
          )
          .orderBy(sql`agreement.integration_id is null`)
          .orderBy('agreement.version', 'desc')
          .limit(1)
          .as('current'),
      (join) => join.onTrue(),
    )
    .select(['integration.id as integrationId', 'current.id as agreementId'])
    .where('integration.id', 'in', integrationIds)
    .as('in_force');
  const rows = await db
    .selectFrom(current)
    .innerJoin('agreement_acceptance as acceptance', (join) =>
      join
        .onRef('acceptance.integration_id', '=', 'in_force.integrationId')
        .onRef('acceptance.agreement_id', '=', 'in_force.agreementId'),
    )
    .select('in_force.integrationId')
    .where('acceptance.tenant_id', '=', tenantId)
    .execute();
  return new Set(rows.map((row) => row.integrationId));
}
