import { Problem } from '@leads/contract/problem';
import type { MissingPart } from '@leads/contract/integrations';
import type { Reader, Tx } from '#platform/act/context.ts';
import { listMissingParts, listMissingSections } from './completeness.ts';
import { integrationNotFound } from './lock-integration.ts';
import { listSetUpFacts } from './set-up-facts.ts';
import type { SetUpFacts } from './set-up-facts.ts';

/**
 * What the integration still needs to be active; empty when it may.
 * @throws Problem `not_found`
 */
export async function findMissingParts(db: Reader, integrationId: string): Promise<MissingPart[]> {
  return listMissingParts(await getSetUpFacts(db, integrationId));
}

/**
 * Call it at the end of every section save: an active integration stays complete. A missing credential is not a
 * section's fault and does not count.
 * @throws Problem `would_become_incomplete` with `context.missing`
 */
export async function requireStillComplete(tx: Tx, integrationId: string): Promise<void> {
  const row = await tx
    .selectFrom('integration')
    .select('status')
    .where('id', '=', integrationId)
    .executeTakeFirst();
  if (row?.status !== 'active') return;
  const missing = listMissingSections(await getSetUpFacts(tx, integrationId));
  if (missing.length === 0) return;
  throw new Problem('would_become_incomplete', {
    detail: `${missing.map(({ message }) => message).join('. ')}. An active integration must stay complete: turn its Status off first, then save again.`,
    context: { missing },
  });
}

export async function getSetUpFacts(db: Reader, integrationId: string): Promise<SetUpFacts> {
  const facts = (await listSetUpFacts(db, [integrationId])).get(integrationId);
  if (facts === undefined) throw integrationNotFound();
  return facts;
}
