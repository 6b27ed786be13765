import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findDataHolder } from '#platform/db/embedded/data-holder.ts';
import { readSettings } from '#platform/db/embedded/settings.ts';
import { toDatabaseUrl } from '#platform/db/embedded/wait-until-ready.ts';
import { startEmbeddedPostgres } from '#platform/db/embedded-postgres.ts';
import type { EmbeddedPostgresLog } from '#platform/db/embedded-postgres.ts';

export interface CommandDatabase {
  url: string;
  close(): Promise<void>;
}

/**
 * The database that `npm start` made in the data folder: the running one beside it, else started for as long as the
 * command needs it. Undefined when there is none yet.
 */
export async function openEmbeddedDatabase(
  dataDir: string,
  log: EmbeddedPostgresLog,
): Promise<CommandDatabase | undefined> {
  const settingsFile = join(dataDir, 'postgres', 'cluster', 'settings.json');
  if (!existsSync(settingsFile)) return undefined;
  if (findDataHolder(dataDir) !== undefined) {
    return { url: toDatabaseUrl(readSettings(settingsFile)), close: async () => undefined };
  }
  const postgres = await startEmbeddedPostgres({ dataDir, log });
  return { url: postgres.url, close: () => postgres.stop() };
}
