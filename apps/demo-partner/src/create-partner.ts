import type { Logger } from 'pino';
import { createBehaviourStore } from './behaviour.ts';
import type { DemoPartnerConfig } from './config.ts';
import type { DataFile } from './data-file.ts';
import { createHints } from './hints.ts';
import { createPairingDesk } from './pairing/pairing-desk.ts';
import type { Partner } from './partner.ts';
import { createPlatformClient } from './platform-client.ts';
import { createRelyingParties, type RelyingParties } from './relying-parties.ts';
import { createSettingsStore, type SettingsStore } from './settings.ts';
import { createReceivedWebhooks } from './webhooks/received-webhooks.ts';

/** Everything of the partner but its identity provider and its web server. */
export function createPartner(options: {
  config: DemoPartnerConfig;
  log: Logger;
  dataFile: DataFile;
  closing: AbortSignal;
  origin: () => string;
  revokeGrants: () => void;
}): Partner {
  const { config, log, dataFile, closing, origin, revokeGrants } = options;
  const hints = createHints();
  const settings = openSettings(config, dataFile);
  const behaviour = createBehaviourStore();
  const platform = createPlatformClient({ settings: settings.current });
  const onPairingChange = () => hints.send('pairing');
  return {
    origin,
    closing,
    log,
    settings,
    behaviour,
    platform,
    hints,
    revokeGrants,
    relyingParties: openRelyingParties(config, dataFile),
    pairing: createPairingDesk({ platform, behaviour, log, closing, onChange: onPairingChange }),
    received: createReceivedWebhooks({ onChange: () => hints.send('received') }),
  };
}

function openSettings(config: DemoPartnerConfig, dataFile: DataFile): SettingsStore {
  const { platformUrl, tokenClientId, tokenClientSecret, signingSecrets } = config;
  return createSettingsStore({
    fromEnvironment: {
      platformUrl,
      tokenClientId,
      tokenClientSecret,
      signingSecrets: [...signingSecrets],
    },
    saved: dataFile.read().settings,
    save: (edited) => dataFile.update({ settings: edited }),
  });
}

function openRelyingParties(config: DemoPartnerConfig, dataFile: DataFile): RelyingParties {
  return createRelyingParties({
    fromEnvironment: config.client && {
      clientId: config.client.id,
      clientSecret: config.client.secret,
      callbackUrls: [...config.client.callbackUrls],
      createdAt: new Date().toISOString(),
    },
    saved: dataFile.read().relyingParties ?? [],
    save: (added) => dataFile.update({ relyingParties: added }),
  });
}
