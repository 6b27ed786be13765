import type { Partner } from './partner.ts';

/** The settings for reading: secrets only as whether they are there. */
export function toSettingsView(partner: Partner) {
  const settings = partner.settings.current();
  const origin = partner.origin();
  return {
    platformUrl: settings.platformUrl,
    tokenClientId: settings.tokenClientId,
    hasTokenClientSecret: settings.tokenClientSecret !== '',
    signingSecretCount: settings.signingSecrets.length,
    isEdited: partner.settings.isEdited(),
    addresses: {
      configurationEndpoint: `${origin}/.well-known/openid-configuration`,
      issuer: origin,
      partnerPairingUrl: `${origin}/pairing`,
      webhookUrl: `${origin}/webhooks`,
    },
  };
}
