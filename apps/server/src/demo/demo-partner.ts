import { callbackUrlOf } from '#platform/http/callback-url.ts';
import { publicAddresses } from '#server/config.ts';
import type { DemoFacts } from './demo-facts.ts';
import { findDemoFacts, makeDemoFacts } from './demo-facts.ts';
import { startDemoPartner } from './demo-partner-process.ts';
import type { DemoPartnerProcess } from './demo-partner-process.ts';

/** The demo's other side: what it agreed with us, where it is, and its process once it is up. */
export interface DemoPartner {
  facts: DemoFacts;
  url: string;
  process: Promise<DemoPartnerProcess>;
}

export interface DemoPlace {
  dataDir: string;
  environment: NodeJS.ProcessEnv;
}

/** Where the demo partner listens; always an address of its own, so that signing in there is truly cross-site. */
export function demoPartnerUrl({ environment }: DemoPlace): string {
  return `http://127.0.0.1:${environment['DEMO_PARTNER_PORT'] || '4601'}`;
}

/** Starts the demo partner with these facts. */
export function runDemoPartner(facts: DemoFacts, place: DemoPlace): DemoPartner {
  const addresses = addressesOf(place);
  const url = demoPartnerUrl(place);
  const process = startDemoPartner({
    facts,
    port: Number(new URL(url).port),
    dataDir: place.dataDir,
    platformUrl: addresses.PUBLIC_URL,
    callbackUrl: callbackUrlOf(addresses, facts.integrationId),
  });
  process.catch(() => undefined);
  return { facts, url, process };
}

/**
 * Starts the demo partner before anything else is up, where it will hardly be unwanted: on loopback, when this data
 * folder was seeded or its database is our own. Its process takes as long as ours.
 */
export function beginDemoPartner(
  place: DemoPlace & { isEmbedded: boolean },
): DemoPartner | undefined {
  if (!isLoopback(addressesOf(place).PUBLIC_URL)) return undefined;
  const { dataDir, isEmbedded } = place;
  const facts = findDemoFacts(dataDir) ?? (isEmbedded ? makeDemoFacts(dataDir) : undefined);
  return facts && runDemoPartner(facts, place);
}

export function isLoopback(url: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
}

function addressesOf({ environment }: DemoPlace) {
  const { PORT, PUBLIC_URL, CALLBACK_BASE_URL } = environment;
  return publicAddresses({
    PORT: PORT || undefined,
    PUBLIC_URL: PUBLIC_URL || undefined,
    CALLBACK_BASE_URL: CALLBACK_BASE_URL || undefined,
  });
}
