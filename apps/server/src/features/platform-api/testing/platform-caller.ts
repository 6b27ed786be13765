import type { InjectOptions } from 'fastify';
import { newId, newToken } from '#platform/id.ts';
import { hashToken } from '#platform/secrets/hash-token.ts';
import type { TestApp } from '#testing/test-app.ts';

export interface PlatformReply<Body> {
  status: number;
  body: Body;
}

/** Calls the platform API with a key of its own, called Core. */
export interface PlatformCaller {
  headers: { authorization: string };
  call<Body = Record<string, unknown>>(
    method: 'GET' | 'PUT' | 'POST' | 'DELETE',
    path: string,
    payload?: InjectOptions['payload'],
  ): Promise<PlatformReply<Body>>;
}

export async function makePlatformCaller({ app, system }: TestApp): Promise<PlatformCaller> {
  const key = newToken('lim', 24);
  await system.db
    .insertInto('api_key')
    .values({
      id: newId(),
      name: 'Core',
      role: 'platform',
      key_hash: hashToken(key),
      key_start: key.slice(0, 8),
    })
    .execute();
  const headers = { authorization: `Bearer ${key}` };
  return {
    headers,
    async call<Body>(
      method: 'GET' | 'PUT' | 'POST' | 'DELETE',
      path: string,
      payload?: InjectOptions['payload'],
    ) {
      const reply = await app.inject({
        method,
        url: `/api/platform${path}`,
        headers,
        ...(payload === undefined ? {} : { payload }),
      });
      return { status: reply.statusCode, body: reply.json() as Body };
    },
  };
}
