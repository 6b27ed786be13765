import { findDemoFacts, makeDemoFacts } from '#server/demo/demo-facts.ts';
import type { DemoFacts } from '#server/demo/demo-facts.ts';
import { startDemoPartner } from '#server/demo/demo-partner-process.ts';
import { hasDemo, isEmptyDatabase, seedDemo } from '#server/demo/seed-demo.ts';
import { systemActor } from '#platform/act/actor.ts';
import { createContext } from '#platform/act/context.ts';
import type { Context } from '#platform/act/context.ts';
import { callbackUrlOf } from '#platform/http/callback-url.ts';
import type { Log } from '#platform/log.ts';
import type { Config } from './config.ts';
import { migrateAll } from './migrate-all.ts';
import { sayWhereThingsAre } from './start-message.ts';
import { createSystem } from './system.ts';

interface StartParts {
  config: Config;
  log: Log;
  /** The database is the one that came with us, so nothing but the demo was ever seeded into it. */
  isEmbedded: boolean;
  /** Told of everything that must be closed, in the order in which it was opened. */
  onClose: (close: () => Promise<void>) => void;
}

/** Migrates, seeds an empty database when this is a trial on loopback, then serves, works and runs the demo partner. */
export async function startEverything(parts: StartParts): Promise<void> {
  const { config, log, onClose } = parts;
  const port = Number(process.env['DEMO_PARTNER_PORT'] ?? 4601);
  const partnerUrl = `http://127.0.0.1:${port}`;
  const startPartner = async (facts: DemoFacts) => {
    const callbackUrl = callbackUrlOf(config, facts.integrationId);
    const partner = await startDemoPartner({ config, facts, port, callbackUrl });
    onClose(() => partner.stop());
    return partner;
  };
  const knownFacts = findFacts(parts);
  // Its process takes as long as ours to come up, so it begins at once where it will hardly be unwanted.
  const earlyPartner = knownFacts && startPartner(knownFacts);
  earlyPartner?.catch(() => undefined);
  await migrateAll(config.DATABASE_URL, log);
  const system = await createSystem({ config, log, role: 'both' });
  onClose(() => system.close());
  const ctx = createContext(system.services, system.database.db, {
    actor: systemActor('demo'),
    requestId: 'start',
  });
  const facts = await prepareDemo(ctx, { knownFacts, partnerUrl });
  config.demo = facts !== undefined;
  const [partner] = await Promise.all([
    earlyPartner ?? (facts && startPartner(facts)),
    system.listen(),
    system.work(),
  ]);
  if (facts === undefined) await partner?.stop();
  sayWhereThingsAre({ config, partnerUrl: facts && partnerUrl });
}

function findFacts({ config, isEmbedded }: StartParts): DemoFacts | undefined {
  if (!isLoopback(config.PUBLIC_URL)) return undefined;
  const { DATA_DIR } = config;
  return findDemoFacts(DATA_DIR) ?? (isEmbedded ? makeDemoFacts(DATA_DIR) : undefined);
}

/** The demo belongs to trials on loopback whose database is empty, or was seeded from this data folder. */
async function prepareDemo(
  ctx: Context,
  { knownFacts, partnerUrl }: { knownFacts: DemoFacts | undefined; partnerUrl: string },
): Promise<DemoFacts | undefined> {
  if (!isLoopback(ctx.config.PUBLIC_URL)) return undefined;
  if (!(await isEmptyDatabase(ctx))) {
    return knownFacts !== undefined && (await hasDemo(ctx, knownFacts)) ? knownFacts : undefined;
  }
  const facts = knownFacts ?? makeDemoFacts(ctx.config.DATA_DIR);
  await seedDemo(ctx, { facts, partnerUrl });
  return facts;
}

function isLoopback(url: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
}
