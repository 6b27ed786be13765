import type { Logger } from 'pino';
import type { BehaviourStore } from './behaviour.ts';
import type { Hints } from './hints.ts';
import type { PairingDesk } from './pairing/pairing-desk.ts';
import type { PlatformClient } from './platform-client.ts';
import type { RelyingParties } from './relying-parties.ts';
import type { SettingsStore } from './settings.ts';
import type { ReceivedWebhooks } from './webhooks/received-webhooks.ts';

/** What the routes work with; wired in create-demo-partner.ts alone. */
export interface Partner {
  /** Where the partner is announced: its issuer. Known once it listens. */
  readonly origin: () => string;
  /** Aborted when the partner closes. */
  readonly closing: AbortSignal;
  readonly log: Logger;
  readonly settings: SettingsStore;
  readonly behaviour: BehaviourStore;
  readonly relyingParties: RelyingParties;
  readonly received: ReceivedWebhooks;
  readonly pairing: PairingDesk;
  readonly platform: PlatformClient;
  readonly hints: Hints;
  /** Takes back every sign-in that a business has allowed. */
  readonly revokeGrants: () => void;
}
