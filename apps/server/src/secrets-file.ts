import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { newSealingKey } from '#platform/secrets/sealing-keys.ts';
import { newTokenSigningKeys } from '#platform/secrets/token-signing-keys.ts';

const Secrets = z.object({
  SEALING_KEYS: z.string(),
  SESSION_SECRET: z.string(),
  TOKEN_SIGNING_KEYS: z.string(),
});
export type Secrets = z.output<typeof Secrets>;

/**
 * The secrets of an embedded installation: made once into `DATA_DIR/secrets.json`, which only its owner reads.
 * Losing the file makes every sealed value in the database unreadable, so it belongs to the backup.
 */
export async function openSecretsFile(dataDir: string): Promise<Secrets> {
  const file = join(dataDir, 'secrets.json');
  if (existsSync(file)) return Secrets.parse(JSON.parse(readFileSync(file, 'utf8')));
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const secrets: Secrets = {
    SEALING_KEYS: newSealingKey('k1'),
    SESSION_SECRET: randomBytes(48).toString('base64url'),
    TOKEN_SIGNING_KEYS: await newTokenSigningKeys(),
  };
  writeFileSync(file, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
  return secrets;
}
