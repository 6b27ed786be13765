import { LRUCache } from 'lru-cache';
import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { RelyingParty } from '../relying-parties.ts';

/** What survives a restart: without these a platform's refresh token would die with the process. */
const LASTING_MODELS = new Set(['Grant', 'RefreshToken']);
/** What a business gave to a platform, and can take back. */
const GRANTED_MODELS = ['Grant', 'RefreshToken', 'AccessToken', 'AuthorizationCode'];
const ENTRIES_PER_MODEL_MAX = 2000;

export interface LastingEntry {
  readonly model: string;
  readonly id: string;
  readonly payload: Record<string, unknown>;
  readonly expiresAt?: number | undefined;
}

export interface Adapters {
  readonly adapter: (model: string) => Adapter;
  /** Takes back every consent and token; businesses have to sign in and allow again. */
  revokeAll(): void;
}

type Cache = LRUCache<string, AdapterPayload>;

/**
 * Keeps the provider's records in memory, each kind bounded for itself, the least recently used
 * going first, so that a flood of sessions never pushes out a refresh token.
 * Clients are read from the relying parties and never written.
 */
export function createAdapterFactory(options: {
  findClient: (clientId: string) => RelyingParty | undefined;
  lasting: readonly LastingEntry[];
  saveLasting: (entries: LastingEntry[]) => void;
}): Adapters {
  const caches = new Map<string, Cache>();
  function getCache(model: string): Cache {
    const cache: Cache = caches.get(model) ?? new LRUCache({ max: ENTRIES_PER_MODEL_MAX });
    caches.set(model, cache);
    return cache;
  }

  for (const { model, id, payload, expiresAt } of options.lasting) {
    const ttl = expiresAt === undefined ? undefined : expiresAt - Date.now();
    if (ttl === undefined || ttl > 0) getCache(model).set(id, payload, toTtl(ttl));
  }

  const adapter = (model: string): Adapter => {
    if (model === 'Client') return createClientAdapter(options.findClient);
    const onChange = () => {
      if (LASTING_MODELS.has(model)) options.saveLasting(listLasting(caches));
    };
    return createModelAdapter(getCache(model), onChange);
  };
  return {
    adapter,
    revokeAll() {
      for (const model of GRANTED_MODELS) getCache(model).clear();
      options.saveLasting(listLasting(caches));
    },
  };
}

function createModelAdapter(cache: Cache, onChange: () => void): Adapter {
  return {
    async upsert(id, payload, expiresInSeconds) {
      cache.set(
        id,
        payload,
        toTtl(expiresInSeconds === undefined ? undefined : expiresInSeconds * 1000),
      );
      onChange();
    },
    find: async (id) => cache.get(id),
    findByUid: async (uid) => cache.values().find((payload) => payload.uid === uid),
    findByUserCode: async (userCode) =>
      cache.values().find((payload) => payload.userCode === userCode),
    async consume(id) {
      const payload = cache.get(id);
      if (!payload) return;
      const consumed = Math.floor(Date.now() / 1000);
      cache.set(id, { ...payload, consumed }, toTtl(cache.getRemainingTTL(id)));
      onChange();
    },
    async destroy(id) {
      cache.delete(id);
      onChange();
    },
    async revokeByGrantId(grantId) {
      const revoked = [...cache.entries()].filter(([, payload]) => payload.grantId === grantId);
      for (const [id] of revoked) cache.delete(id);
      onChange();
    },
  };
}

function createClientAdapter(findClient: (clientId: string) => RelyingParty | undefined): Adapter {
  const readOnly = async () => {
    throw new Error('clients are registered as relying parties');
  };
  return {
    async find(clientId) {
      const party = findClient(clientId);
      // The provider demands at least one redirect URI; a client without any cannot sign anyone in.
      if (!party || party.callbackUrls.length === 0) return undefined;
      return {
        client_id: party.clientId,
        client_secret: party.clientSecret,
        client_name: 'Leads platform',
        redirect_uris: party.callbackUrls,
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        token_endpoint_auth_method: 'client_secret_basic',
      };
    },
    findByUid: async () => undefined,
    findByUserCode: async () => undefined,
    upsert: readOnly,
    consume: readOnly,
    destroy: readOnly,
    revokeByGrantId: readOnly,
  };
}

function listLasting(caches: ReadonlyMap<string, Cache>): LastingEntry[] {
  return [...caches].flatMap(([model, cache]) => {
    if (!LASTING_MODELS.has(model)) return [];
    return [...cache.entries()].map(([id, payload]) => {
      const remainingMs = cache.getRemainingTTL(id);
      return {
        model,
        id,
        payload: { ...payload },
        ...(Number.isFinite(remainingMs) && { expiresAt: Math.round(Date.now() + remainingMs) }),
      };
    });
  });
}

function toTtl(ttlMs: number | undefined): { ttl?: number } {
  return ttlMs === undefined || !Number.isFinite(ttlMs) || ttlMs <= 0
    ? {}
    : { ttl: Math.ceil(ttlMs) };
}
