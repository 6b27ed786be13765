import { z } from 'zod';

export const PairingAnswer = z.enum(['complete', 'decline', 'ask']);
export type PairingAnswer = z.infer<typeof PairingAnswer>;

/** How the partner acts towards the platform; for trying retries and both ends of a pairing. */
const Behaviour = z.object({
  pairingAnswer: PairingAnswer.default('complete'),
  pairingDelayMs: z.coerce.number().int().min(0).max(60_000).default(1500),
  failNext: z.coerce.number().int().min(0).max(1_000_000).default(0),
  failStatus: z.coerce.number().int().min(300).max(599).default(503),
  delayMs: z.coerce.number().int().min(0).max(120_000).default(0),
  refuseUnverified: z.boolean().default(false),
});
type Behaviour = z.infer<typeof Behaviour>;

/** Only what is named changes; a schema's defaults must not put the rest back. */
export const BehaviourPatch = z.object({
  pairingAnswer: PairingAnswer.optional(),
  pairingDelayMs: Behaviour.shape.pairingDelayMs.unwrap().optional(),
  failNext: Behaviour.shape.failNext.unwrap().optional(),
  failStatus: Behaviour.shape.failStatus.unwrap().optional(),
  delayMs: Behaviour.shape.delayMs.unwrap().optional(),
  refuseUnverified: z.boolean().optional(),
});
export type BehaviourPatch = z.infer<typeof BehaviourPatch>;

export interface BehaviourStore {
  current(): Behaviour;
  update(patch: BehaviourPatch): void;
  /** Takes one of the failures that were ordered; undefined when none is left. */
  takeFailure(): number | undefined;
}

export function createBehaviourStore(): BehaviourStore {
  let behaviour = Behaviour.parse({});
  return {
    current: () => behaviour,
    update(patch) {
      behaviour = { ...behaviour, ...patch };
    },
    takeFailure() {
      if (behaviour.failNext === 0) return undefined;
      behaviour = { ...behaviour, failNext: behaviour.failNext - 1 };
      return behaviour.failStatus;
    },
  };
}
