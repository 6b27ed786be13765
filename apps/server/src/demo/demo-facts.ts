import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { newId, newToken } from '#platform/id.ts';

/** What the demo partner and the demo integration have to agree on; made before the seed, so a crash loses nothing. */
const DemoFacts = z.object({
  integrationId: z.uuid(),
  tokenClientId: z.string(),
  tokenClientSecret: z.string(),
  oidcClientId: z.string(),
  oidcClientSecret: z.string(),
  signingSecret: z.string(),
});
export type DemoFacts = z.output<typeof DemoFacts>;

const fileIn = (dataDir: string) => join(dataDir, 'demo.json');

/** The facts of an earlier seed in this folder, if there was one. */
export function findDemoFacts(dataDir: string): DemoFacts | undefined {
  const file = fileIn(dataDir);
  return existsSync(file) ? DemoFacts.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
}

/** Makes the facts once and keeps them in a file that only its owner reads. */
export function makeDemoFacts(dataDir: string): DemoFacts {
  const known = findDemoFacts(dataDir);
  if (known !== undefined) return known;
  const facts: DemoFacts = {
    integrationId: newId(),
    tokenClientId: `partner_acme_leads_${newToken('', 16).slice(0, 8)}`,
    tokenClientSecret: newToken('', 32),
    oidcClientId: `leads-platform-${newToken('', 16).slice(0, 8)}`,
    oidcClientSecret: newToken('', 32),
    signingSecret: `whsec_${randomBytes(32).toString('base64')}`,
  };
  writeFileSync(fileIn(dataDir), `${JSON.stringify(facts, null, 2)}\n`, { mode: 0o600 });
  chmodSync(fileIn(dataDir), 0o600);
  return facts;
}
