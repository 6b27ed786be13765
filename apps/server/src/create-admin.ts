/**
 * npm run create-admin -- <e-mail>
 * Makes the staff admin with this e-mail address, or lets them in again, and prints a link to set the password.
 */
import { resolve } from 'node:path';
import { z } from 'zod';
import { Problem } from '@leads/contract/problem';
import { createAdminLink } from '#features/staff/index.ts';
import type { AdminLink } from '#features/staff/index.ts';
import { systemActor } from '#platform/act/actor.ts';
import { createContext } from '#platform/act/context.ts';
import type { Services } from '#platform/act/context.ts';
import { systemClock } from '#platform/clock.ts';
import { createDatabase } from '#platform/db/database.ts';
import { EmbeddedPostgresFault } from '#platform/db/embedded-postgres.ts';
import { newId, newToken } from '#platform/id.ts';
import { createLog } from '#platform/log.ts';
import type { Log } from '#platform/log.ts';
import { createOutbound } from '#platform/outbound/safe-agent.ts';
import { createBoss, createQueue } from '#platform/queue/queue.ts';
import { createKeyedHasher } from '#platform/secrets/keyed-hash.ts';
import { createSealer } from '#platform/secrets/seal.ts';
import { newSealingKey } from '#platform/secrets/sealing-keys.ts';
import { newTokenSigningKeys } from '#platform/secrets/token-signing-keys.ts';
import { ConfigFault, parseConfig } from './config.ts';
import type { Config } from './config.ts';
import { openEmbeddedDatabase } from './create-admin-database.ts';
import type { CommandDatabase } from './create-admin-database.ts';

/** What the command cannot do, in words for its user. */
class CommandFault extends Error {
  override name = 'CommandFault';
}

const outcomes: Record<AdminLink['outcome'], string> = {
  created: 'is a staff admin now',
  promoted: 'was staff already and is an admin now',
  unchanged: 'is a staff admin already',
};

async function run(args: readonly string[]): Promise<void> {
  const email = parseEmail(args);
  const log = createLog({ level: 'silent' });
  const database = await openDatabase(log);
  try {
    const config = await readConfig(database.url);
    const { link, outcome } = await makeLink(config, { email, log });
    process.stdout.write(
      `${email} ${outcomes[outcome]}. Set the password here (works once, within 24 hours):\n${link}\n`,
    );
  } finally {
    await database.close();
  }
}

function parseEmail(args: readonly string[]): string {
  const email = z.email().safeParse(args[0]);
  if (args.length === 1 && email.success) return email.data;
  throw new CommandFault('Say whom: npm run create-admin -- name@example.com');
}

async function openDatabase(log: Log): Promise<CommandDatabase> {
  const url = process.env['DATABASE_URL'] ?? '';
  if (url !== '') return { url, close: async () => undefined };
  const dataDir = resolve(process.env['DATA_DIR'] ?? '.data');
  const embedded = await openEmbeddedDatabase(dataDir, log);
  if (embedded !== undefined) return embedded;
  throw new CommandFault(
    `There is no database in ${dataDir} yet. Run npm start once, or set DATABASE_URL.`,
  );
}

/** Seals, signs and sends nothing, so secrets that are not set may be any. */
async function readConfig(databaseUrl: string): Promise<Config> {
  return parseConfig({
    SEALING_KEYS: newSealingKey('unused'),
    SESSION_SECRET: newToken('', 32),
    TOKEN_SIGNING_KEYS: await newTokenSigningKeys(),
    ...process.env,
    DATABASE_URL: databaseUrl,
  });
}

async function makeLink(
  config: Config,
  { email, log }: { email: string; log: Log },
): Promise<AdminLink> {
  const database = createDatabase({
    url: config.DATABASE_URL,
    poolMax: 2,
    applicationName: 'create-admin',
    log,
  });
  const outbound = createOutbound({ allowLoopback: false, log });
  const services: Services = {
    config,
    log,
    clock: systemClock,
    sealer: createSealer(config.SEALING_KEYS),
    hasher: createKeyedHasher(config.SEALING_KEYS),
    outbound,
    queue: createQueue(createBoss({ url: config.DATABASE_URL, log, supervise: false })),
  };
  try {
    const actor = systemActor('create-admin');
    return await createAdminLink(
      createContext(services, database.db, { actor, requestId: newId() }),
      { email },
    );
  } finally {
    await outbound.close();
    await database.close();
  }
}

function toSentence(err: unknown): string {
  if (err instanceof Problem) return err.detail;
  if (err instanceof ConfigFault) return `The environment is not complete:\n${err.message}`;
  if (err instanceof CommandFault || err instanceof EmbeddedPostgresFault) return err.message;
  const { code, message } = err as { code?: unknown; message?: unknown };
  if (code === '42P01')
    return 'The database has no tables yet. Run npm start or npm run migrate first.';
  return `The database could not be used: ${String(message)}`;
}

run(process.argv.slice(2)).catch((err: unknown) => {
  process.stderr.write(`${toSentence(err)}\n`);
  process.exitCode = 1;
});
