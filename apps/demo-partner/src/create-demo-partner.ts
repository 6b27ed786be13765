import formbody from '@fastify/formbody';
import fastify, { LogController, type FastifyInstance } from 'fastify';
import type { Provider } from 'oidc-provider';
import { pino, type Logger } from 'pino';
import { apiRoutes } from './api-routes.ts';
import { createBehaviourStore } from './behaviour.ts';
import type { DemoPartnerConfig } from './config.ts';
import { openDataFile } from './data-file.ts';
import { createHints } from './hints.ts';
import { guardRequests } from './http/guard-requests.ts';
import { registerErrorReplies } from './http/register-error-replies.ts';
import { registerSecurityHeaders } from './http/security-headers.ts';
import { createAdapterFactory } from './identity/bounded-adapter.ts';
import { createProvider } from './identity/create-provider.ts';
import { interactionRoutes } from './identity/interaction-routes.ts';
import { providerRoutes } from './identity/provider-routes.ts';
import { loadSigningKeys } from './identity/signing-keys.ts';
import { pageRoutes } from './pages/page-routes.ts';
import { createPairingDesk } from './pairing/pairing-desk.ts';
import { pairingRoutes } from './pairing/pairing-routes.ts';
import type { Partner } from './partner.ts';
import { createPlatformClient } from './platform-client.ts';
import { createRelyingParties } from './relying-parties.ts';
import { createSettingsStore } from './settings.ts';
import { createReceivedWebhooks } from './webhooks/received-webhooks.ts';
import { webhookRoutes } from './webhooks/webhook-routes.ts';

const BODY_BYTES_MAX = 1024 * 1024;

export interface DemoPartner {
  readonly app: FastifyInstance;
  /** @returns the origin it is announced as, which is its issuer. */
  listen(): Promise<string>;
  close(): Promise<void>;
}

/** Builds the partner; nothing listens before `listen()`. */
export async function createDemoPartner(
  config: DemoPartnerConfig,
  options: { log?: Logger } = {},
): Promise<DemoPartner> {
  const log = options.log ?? pino({ name: 'demo-partner', level: config.logLevel });
  const dataFile = await openDataFile(config.dataFile);
  const closing = new AbortController();
  let origin = `http://127.0.0.1:${config.port}`;
  let provider: Provider | undefined;

  const partner = createPartner({
    config,
    log,
    dataFile,
    closing: closing.signal,
    origin: () => origin,
  });
  const keys = await loadSigningKeys(dataFile);
  const adapter = createAdapterFactory({
    findClient: (clientId) => partner.relyingParties.find(clientId),
    lasting: dataFile.read().grants ?? [],
    saveLasting: (grants) => {
      dataFile
        .update({ grants })
        .catch((err: unknown) => log.error({ err }, 'data file not written'));
    },
  });
  const getProvider = () => (provider ??= createProvider({ issuer: origin, keys, adapter, log }));

  const app = fastify({
    loggerInstance: log as FastifyInstance['log'],
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_BYTES_MAX,
    forceCloseConnections: true,
  });
  registerErrorReplies(app, log);
  registerSecurityHeaders(app);
  guardRequests(app, partner);
  await app.register(formbody);
  await app.register(providerRoutes, { getProvider });
  await app.register(interactionRoutes, { partner, getProvider });
  await app.register(pairingRoutes, partner);
  await app.register(webhookRoutes, partner);
  await app.register(apiRoutes, partner);
  await app.register(pageRoutes, partner);
  app.addHook('onListen', async () => {
    const address = app.server.address();
    // The issuer holds the port, which is known only now when 0 was asked for.
    if (address !== null && typeof address === 'object')
      origin = `http://127.0.0.1:${address.port}`;
  });
  app.addHook('preClose', async () => closing.abort());
  app.addHook('onClose', () => partner.platform.close());

  return {
    app,
    async listen() {
      await app.listen({ host: config.host, port: config.port });
      return origin;
    },
    close: () => app.close(),
  };
}

function createPartner(options: {
  config: DemoPartnerConfig;
  log: Logger;
  dataFile: Awaited<ReturnType<typeof openDataFile>>;
  closing: AbortSignal;
  origin: () => string;
}): Partner {
  const { config, log, dataFile, closing, origin } = options;
  const { platformUrl, tokenClientId, tokenClientSecret, signingSecrets } = config;
  const saved = dataFile.read();
  const hints = createHints();
  const settings = createSettingsStore({
    fromEnvironment: {
      platformUrl,
      tokenClientId,
      tokenClientSecret,
      signingSecrets: [...signingSecrets],
    },
    saved: saved.settings,
    save: (edited) => dataFile.update({ settings: edited }),
  });
  const relyingParties = createRelyingParties({
    fromEnvironment: config.client && {
      clientId: config.client.id,
      clientSecret: config.client.secret,
      callbackUrls: [...config.client.callbackUrls],
      createdAt: new Date().toISOString(),
    },
    saved: saved.relyingParties ?? [],
    save: (added) => dataFile.update({ relyingParties: added }),
  });
  const behaviour = createBehaviourStore();
  const platform = createPlatformClient({ settings: settings.current });
  const onPairingChange = () => hints.send('pairing');
  const pairing = createPairingDesk({
    platform,
    behaviour,
    log,
    closing,
    onChange: onPairingChange,
  });
  const received = createReceivedWebhooks({ onChange: () => hints.send('received') });
  return {
    origin,
    closing,
    log,
    settings,
    behaviour,
    relyingParties,
    received,
    pairing,
    platform,
    hints,
  };
}
