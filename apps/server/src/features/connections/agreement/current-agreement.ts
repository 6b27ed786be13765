import { sql } from 'kysely';
import { Problem } from '@leads/contract/problem';
import type { Agreement } from '@leads/contract/tenant-agreement';
import type { Reader } from '#platform/act/context.ts';

interface Scope {
  tenantId: string;
  integrationId: string;
}

/** The agreement in force: the integration's own newest version that was not withdrawn, else the newest default one. */
export async function findCurrentAgreement(db: Reader, integrationId: string | null) {
  return db
    .selectFrom('agreement')
    .select(['id', 'version', 'title', 'body', 'integration_id as integrationId'])
    .where('withdrawn_at', 'is', null)
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
  const { id, version, title, body } = agreement;
  const [newest, ...older] = await listAcceptances(db, { tenantId, integrationId });
  const accepted = [newest, ...older].find((one) => one?.agreementId === id);
  return {
    id,
    version,
    title,
    body,
    acceptance: accepted === undefined ? null : toAcceptance(accepted),
    acceptedBefore:
      accepted !== undefined || newest === undefined
        ? null
        : {
            version: newest.version,
            title: newest.title,
            body: newest.body,
            ...toAcceptance(newest),
          },
  };
}

/** Every version that the tenant accepted for the integration, the last accepted first. */
export async function listAcceptances(db: Reader, { tenantId, integrationId }: Scope) {
  return db
    .selectFrom('agreement_acceptance as c')
    .innerJoin('agreement as a', 'a.id', 'c.agreement_id')
    .select([
      'c.agreement_id as agreementId',
      'c.user_name as userName',
      'c.accepted_at as acceptedAt',
      'a.version',
      'a.title',
      'a.body',
    ])
    .where('c.tenant_id', '=', tenantId)
    .where('c.integration_id', '=', integrationId)
    .orderBy('c.accepted_at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(100)
    .execute();
}

function toAcceptance({ userName, acceptedAt }: { userName: string; acceptedAt: Date }) {
  return { userName, acceptedAt: acceptedAt.toISOString() };
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
          .where('agreement.withdrawn_at', 'is', null)
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
