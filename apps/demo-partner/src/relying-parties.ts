import { randomBytes } from 'node:crypto';
import { z } from 'zod';

export const CallbackUrl = z
  .url({ protocol: /^https?$/, error: 'must be the whole Callback URL, with http:// or https://' })
  .max(2000)
  .refine((text) => !text.includes('#'), { error: 'must not hold a fragment (#)' });

export const RelyingParty = z.object({
  clientId: z.string(),
  clientSecret: z.string(),
  callbackUrls: z.array(z.string()),
  createdAt: z.string(),
});
export type RelyingParty = z.infer<typeof RelyingParty>;

export interface RelyingParties {
  list(): readonly RelyingParty[];
  find(clientId: string): RelyingParty | undefined;
  /** Makes a client with a new id and secret for one exact Callback URL. */
  add(callbackUrl: string): Promise<RelyingParty>;
  /** Resolves to false when there is no such client, or it came with the environment. */
  remove(clientId: string): Promise<boolean>;
  isRemovable(clientId: string): boolean;
}

const RELYING_PARTIES_MAX = 200;

export function createRelyingParties(options: {
  fromEnvironment: RelyingParty | undefined;
  saved: readonly RelyingParty[];
  save: (added: RelyingParty[]) => Promise<void>;
}): RelyingParties {
  let added = [...options.saved];
  const all = () => (options.fromEnvironment ? [options.fromEnvironment, ...added] : added);
  return {
    list: all,
    find: (clientId) => all().find((party) => party.clientId === clientId),
    isRemovable: (clientId) => added.some((party) => party.clientId === clientId),
    async add(callbackUrl) {
      const party: RelyingParty = {
        clientId: `platform-${randomBytes(6).toString('hex')}`,
        clientSecret: randomBytes(32).toString('base64url'),
        callbackUrls: [callbackUrl],
        createdAt: new Date().toISOString(),
      };
      added = [...added, party].slice(-RELYING_PARTIES_MAX);
      await options.save(added);
      return party;
    },
    async remove(clientId) {
      const rest = added.filter((party) => party.clientId !== clientId);
      if (rest.length === added.length) return false;
      added = rest;
      await options.save(added);
      return true;
    },
  };
}
