import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { EmbeddedPostgresFault } from './embedded-postgres-fault.ts';
import { chooseFreePort } from './port.ts';

const EmbeddedSettings = z.object({
  port: z.int().min(1).max(65_535),
  password: z.string().min(1),
});
/** Chosen once with a new cluster, then kept, so that tools can keep their connection. */
export type EmbeddedSettings = z.infer<typeof EmbeddedSettings>;

export async function chooseSettings(): Promise<EmbeddedSettings> {
  return { port: await chooseFreePort(), password: randomBytes(24).toString('base64url') };
}

export function writeSettings(file: string, settings: EmbeddedSettings): void {
  writeFileSync(file, `${JSON.stringify(settings, undefined, 2)}\n`, { mode: 0o600, flag: 'wx' });
}

export function readSettings(file: string): EmbeddedSettings {
  try {
    return EmbeddedSettings.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new EmbeddedPostgresFault(
      'settings_unreadable',
      `${file} should hold the port and password of the embedded PostgreSQL, but cannot be read. ` +
        'Restore it from a backup, or move the data folder away to start with an empty database.',
      { cause },
    );
  }
}
