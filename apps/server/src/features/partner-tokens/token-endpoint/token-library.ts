import Provider, { errors } from 'oidc-provider';
import type { Adapter, Configuration } from 'oidc-provider';
import type { Kysely } from 'kysely';
import type { Services } from '#platform/act/context.ts';
import type { Schema } from '#platform/db/database.ts';
import { isTokenHash } from '#platform/secrets/hash-token.ts';
import { findTokenClient } from './find-token-client.ts';
import { audienceOf, jwksPath, tokenPath, tokenSeconds } from './token-addresses.ts';
import type { TokenKeys } from './token-keys.ts';
import { answerOurFailures } from './our-failures.ts';
import { noteRefusals } from './note-refusals.ts';
import type { TokenRefusals } from './note-refusals.ts';
import { guardAgainstGuessing } from './token-throttle.ts';
import type { CallerAddresses } from './token-throttle.ts';

interface Parts {
  services: Services;
  db: Kysely<Schema>;
  keys: TokenKeys;
  addresses: CallerAddresses;
  refusals: TokenRefusals;
}

/** node-oidc-provider, cut down to the client credentials grant with JWT access tokens for the partner API. */
export function createTokenLibrary(parts: Parts): Provider {
  const { services, db, keys, addresses, refusals } = parts;
  const { config } = services;
  const library = new Provider(config.PUBLIC_URL, configure({ services, db, keys }));
  // Behind a proxy the Host header is not ours; every address we hand out is made from PUBLIC_URL.
  library.proxy = false;
  library.Client.prototype.compareClientSecret = function compareHashes(secret) {
    return this.clientSecret !== undefined && isTokenHash(secret, this.clientSecret);
  };
  answerOurFailures(library, services.log);
  noteRefusals(library, refusals);
  guardAgainstGuessing(library, { services, db, addresses });
  return library;
}

function configure({ services, db, keys }: Pick<Parts, 'services' | 'db' | 'keys'>): Configuration {
  const audience = audienceOf(services.config);
  const off = { enabled: false };
  return {
    adapter: (model: string) => adapterFor(model, db),
    jwks: keys.privateKeys as Configuration['jwks'],
    routes: { token: tokenPath, jwks: jwksPath },
    scopes: [],
    claims: {},
    responseTypes: [],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post'],
    clientDefaults: { id_token_signed_response_alg: keys.signing.alg as 'ES256' },
    extraClientMetadata: { properties: ['credential_id'] },
    extraTokenClaims: (ctx) => ({ credential_id: ctx.oidc.client?.['credential_id'] }),
    clockTolerance: 0,
    ttl: { ClientCredentials: tokenSeconds },
    features: {
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        getResourceServerInfo: (_ctx, resource) => {
          if (resource !== audience) throw new errors.InvalidTarget();
          return {
            scope: '',
            audience,
            accessTokenFormat: 'jwt',
            accessTokenTTL: tokenSeconds,
            jwt: { sign: keys.signing as { alg: 'ES256'; kid: string } },
          };
        },
      },
      devInteractions: off,
      userinfo: off,
      rpInitiatedLogout: off,
      pushedAuthorizationRequests: off,
      dPoP: off,
    },
  };
}

/** Clients are our credentials; JWT access tokens are not stored, and nothing else is issued. */
function adapterFor(model: string, db: Kysely<Schema>): Adapter {
  const nothing = async () => undefined;
  return {
    find: async (id) => (model === 'Client' ? findTokenClient(db, id) : undefined),
    findByUid: nothing,
    findByUserCode: nothing,
    upsert: refuseToStore,
    consume: refuseToStore,
    destroy: refuseToStore,
    revokeByGrantId: refuseToStore,
  };
}

async function refuseToStore(): Promise<never> {
  throw new Error('the token library has nothing to store here');
}
