import { Pool } from 'undici';
import type { buildConnector } from 'undici';

export interface OriginPools {
  /** The pool of this origin; used longest ago goes first when there are too many. */
  poolFor(origin: string): Pool;
  /** Ends everything at once, running requests too. */
  close(): Promise<void>;
  readonly size: number;
}

export interface OriginPoolsOptions {
  connect: buildConnector.connector;
  originsMax: number;
  connectionsPerOrigin: number;
}

/** Connections end after this time, so that a partner's change of address is noticed. */
const CONNECTION_LIFE_MS = 5 * 60_000;
const REPLY_HEAD_BYTES_MAX = 16 * 1024;

/** One pool per origin, bounded in number, gone once its last connection has been idle. */
export function createOriginPools({
  connect,
  originsMax,
  connectionsPerOrigin,
}: OriginPoolsOptions): OriginPools {
  // In order of last use.
  const pools = new Map<string, Pool>();
  /** Out of use, but with requests to finish. */
  const retired = new Set<Pool>();

  function retire(origin: string, pool: Pool): void {
    if (pools.get(origin) === pool) pools.delete(origin);
    if (pool.closed || pool.destroyed) return;
    retired.add(pool);
    const forget = () => retired.delete(pool);
    pool.close().then(forget, forget);
  }

  function open(origin: string): Pool {
    const pool = new Pool(origin, {
      connect,
      connections: connectionsPerOrigin,
      clientTtl: CONNECTION_LIFE_MS,
      pipelining: 1,
      maxHeaderSize: REPLY_HEAD_BYTES_MAX,
      allowH2: false,
    });
    const retireWhenIdle = () => {
      if (pool.stats.connected === 0 && pool.stats.size === 0) retire(origin, pool);
    };
    pool.on('disconnect', retireWhenIdle).on('connectionError', retireWhenIdle);
    return pool;
  }

  return {
    poolFor(origin) {
      const pool = pools.get(origin) ?? open(origin);
      pools.delete(origin);
      pools.set(origin, pool);
      const [oldest] = pools;
      if (pools.size > originsMax && oldest !== undefined) retire(...oldest);
      return pool;
    },
    async close() {
      const open = [...pools.values(), ...retired];
      pools.clear();
      await Promise.all(open.map((pool) => pool.destroy()));
    },
    get size() {
      return pools.size;
    },
  };
}
