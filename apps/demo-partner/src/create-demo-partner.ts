import type { FastifyInstance } from 'fastify';
import type { Provider } from 'oidc-provider';
import { pino, type Logger } from 'pino';
import type { DemoPartnerConfig } from './config.ts';
import { createApp } from './create-app.ts';
import { createPartner } from './create-partner.ts';
import { openDataFile } from './data-file.ts';
import { createAdapterFactory } from './identity/bounded-adapter.ts';
import { createProvider } from './identity/create-provider.ts';
import { loadSigningKeys } from './identity/signing-keys.ts';

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
  let issuer = `http://127.0.0.1:${config.port}`;
  let provider: Provider | undefined;

  const partner = createPartner({
    config,
    log,
    dataFile,
    closing: closing.signal,
    origin: () => issuer,
    revokeGrants: () => adapters.revokeAll(),
  });
  const keys = await loadSigningKeys(dataFile);
  const adapters = createAdapterFactory({
    findClient: (clientId) => partner.relyingParties.find(clientId),
    lasting: dataFile.read().grants ?? [],
    saveLasting: (grants) => {
      dataFile
        .update({ grants })
        .catch((err: unknown) => log.error({ err }, 'data file not written'));
    },
  });
  const app = await createApp(
    partner,
    () => (provider ??= createProvider({ issuer, keys, adapter: adapters.adapter, log })),
  );
  app.addHook('onListen', async () => {
    const address = app.server.address();
    // The issuer holds the port, which is known only now when 0 was asked for.
    if (address !== null && typeof address === 'object')
      issuer = `http://127.0.0.1:${address.port}`;
  });
  app.addHook('preClose', async () => closing.abort());
  app.addHook('onClose', async () => {
    await Promise.all([partner.platform.close(), dataFile.flush()]);
  });

  return {
    app,
    async listen() {
      await app.listen({ host: config.host, port: config.port });
      return issuer;
    },
    close: () => app.close(),
  };
}
