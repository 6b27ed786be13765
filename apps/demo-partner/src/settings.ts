import { Webhook } from 'standardwebhooks';
import { z } from 'zod';

export const HttpUrl = z
  .url({ protocol: /^https?$/, error: 'must be an address that starts with http:// or https://' })
  .transform((text) => text.replace(/\/+$/, ''));

export const SigningSecret = z
  .string()
  .startsWith('whsec_', { error: 'a signing key starts with whsec_' })
  .refine(isUsableSecret, { error: 'is not a signing key: after whsec_ comes base64' });

/** What the partner's engineer pastes in from the platform's Admin Portal. */
export const Settings = z.object({
  platformUrl: HttpUrl,
  tokenClientId: z.string().trim().max(200),
  tokenClientSecret: z.string().trim().max(500),
  signingSecrets: z.array(SigningSecret).max(10),
});
export type Settings = z.infer<typeof Settings>;

export const SettingsPatch = Settings.partial();
export type SettingsPatch = z.infer<typeof SettingsPatch>;

export interface SettingsStore {
  current(): Settings;
  /** What was saved here stays in force over the environment, also after a restart. */
  update(patch: SettingsPatch): Promise<void>;
  /** Forgets what was saved here and goes back to the environment. */
  reset(): Promise<void>;
  isEdited(): boolean;
}

export function createSettingsStore(options: {
  fromEnvironment: Settings;
  saved: SettingsPatch | undefined;
  save: (patch: SettingsPatch | undefined) => Promise<void>;
}): SettingsStore {
  let edited: SettingsPatch = options.saved ?? {};
  return {
    current: () => ({ ...options.fromEnvironment, ...edited }),
    isEdited: () => Object.keys(edited).length > 0,
    async update(patch) {
      edited = { ...edited, ...patch };
      await options.save(edited);
    },
    async reset() {
      edited = {};
      await options.save(undefined);
    },
  };
}

function isUsableSecret(secret: string): boolean {
  try {
    return new Webhook(secret) instanceof Webhook;
  } catch {
    return false;
  }
}
