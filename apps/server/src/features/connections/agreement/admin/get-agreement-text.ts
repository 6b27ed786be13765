import type { AgreementText } from '@leads/contract/agreements';
import { Problem } from '@leads/contract/problem';
import type { Reader } from '#platform/act/context.ts';

/**
 * The text of one version with the one before it, for comparing.
 * @throws Problem `not_found`
 */
export async function getAgreementText(db: Reader, id: string): Promise<AgreementText> {
  const row = await selectTexts(db).where('id', '=', id).executeTakeFirst();
  if (row === undefined)
    throw new Problem('not_found', { detail: 'There is no such version of an agreement.' });
  const previous = await selectTexts(db)
    .where('integration_id', 'is not distinct from', row.integrationId)
    .where('version', '<', row.version)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return {
    ...row,
    previous:
      previous === undefined
        ? null
        : { version: previous.version, title: previous.title, body: previous.body },
  };
}

function selectTexts(db: Reader) {
  return db
    .selectFrom('agreement')
    .select(['id', 'version', 'title', 'body', 'integration_id as integrationId']);
}
