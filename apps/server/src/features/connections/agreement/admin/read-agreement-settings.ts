import { sql } from 'kysely';
import type { AgreementSettings, AgreementVersion } from '@leads/contract/agreements';
import { Problem } from '@leads/contract/problem';
import type { Context, Reader } from '#platform/act/context.ts';
import { findCurrentAgreement } from '../current-agreement.ts';
import { findScope } from './find-scope.ts';

const versionsMax = 200;

/**
 * The agreement of an integration (null: the default one) as staff see it: the text in force, its versions, and whom it
 * concerns.
 * @throws Problem `not_found`
 */
export async function readAgreementSettings(
  ctx: Pick<Context, 'db'>,
  integrationId: string | null,
): Promise<AgreementSettings> {
  const { db } = ctx;
  const integration = await findScope(db, integrationId);
  const current = await findCurrentAgreement(db, integrationId);
  if (current === undefined)
    throw new Problem('not_found', { detail: 'There is no agreement yet. Publish one.' });
  const [versions, connectedTenants, overrides] = await Promise.all([
    listVersions(db, { integrationId, currentId: current.id }),
    countConnectedTenants(db, integrationId),
    countOverrides(db),
  ]);
  const { id, version, title, body } = current;
  return {
    integration,
    source: current.integrationId === null ? 'default' : 'override',
    current: { id, version, title, body },
    latestVersion: versions[0]?.version ?? 0,
    versions,
    connectedTenants,
    overrides,
  };
}

async function listVersions(
  db: Reader,
  { integrationId, currentId }: { integrationId: string | null; currentId: string },
): Promise<AgreementVersion[]> {
  const rows = await db
    .selectFrom('agreement as a')
    .select((eb) => [
      'a.id',
      'a.version',
      'a.title',
      'a.created_at as createdAt',
      'a.created_by_name as createdByName',
      'a.withdrawn_at as withdrawnAt',
      'a.withdrawn_by_name as withdrawnByName',
      eb
        .selectFrom('agreement_acceptance as c')
        .select(sql<number>`count(distinct c.tenant_id)::int`.as('count'))
        .whereRef('c.agreement_id', '=', 'a.id')
        .as('acceptances'),
    ])
    .where('a.integration_id', 'is not distinct from', integrationId)
    .orderBy('a.version', 'desc')
    .limit(versionsMax)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    version: row.version,
    title: row.title,
    publishedAt: row.createdAt.toISOString(),
    publishedByName: row.createdByName,
    acceptances: row.acceptances ?? 0,
    inForce: row.id === currentId,
    withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
    withdrawnByName: row.withdrawnByName,
  }));
}

/** Connected where the text is in force: to the integration, or for the default to any that has no text of its own. */
async function countConnectedTenants(db: Reader, integrationId: string | null): Promise<number> {
  const { count } = await db
    .selectFrom('connection as c')
    .innerJoin('integration as i', 'i.id', 'c.integration_id')
    .innerJoin('tenant as t', 't.id', 'c.tenant_id')
    .select(sql<number>`count(distinct c.tenant_id)::int`.as('count'))
    .where('c.state', '=', 'connected')
    .where('t.is_test', '=', false)
    .where('i.deleted_at', 'is', null)
    .$if(integrationId !== null, (query) => query.where('i.id', '=', integrationId ?? ''))
    .$if(integrationId === null, (query) =>
      query.where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('agreement as own')
              .select('own.id')
              .whereRef('own.integration_id', '=', 'i.id')
              .where('own.withdrawn_at', 'is', null),
          ),
        ),
      ),
    )
    .executeTakeFirstOrThrow();
  return count;
}

async function countOverrides(db: Reader): Promise<number> {
  const { count } = await db
    .selectFrom('agreement as a')
    .innerJoin('integration as i', 'i.id', 'a.integration_id')
    .select(sql<number>`count(distinct a.integration_id)::int`.as('count'))
    .where('a.withdrawn_at', 'is', null)
    .where('i.deleted_at', 'is', null)
    .executeTakeFirstOrThrow();
  return count;
}
