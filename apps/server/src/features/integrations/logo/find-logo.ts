import type { Reader } from '#platform/act/context.ts';

/** The PNG at an address; undefined once another picture took its place. Deleted integrations keep theirs for history. */
export async function findLogo(
  db: Reader,
  { integrationId, sha256 }: { integrationId: string; sha256: string },
): Promise<Buffer | undefined> {
  const row = await db
    .selectFrom('integration_logo')
    .select('png')
    .where('integration_id', '=', integrationId)
    .where('sha256', '=', sha256)
    .executeTakeFirst();
  return row?.png;
}
