import { randomUUID } from 'node:crypto';
import formbody from '@fastify/formbody';
import fastify from 'fastify';

interface PlatformCall {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly contentType: string | undefined;
  readonly body: unknown;
}

/** The platform as the partner sees it: a token endpoint and two addresses that demand the token. */
export async function startFakePlatform() {
  const calls: PlatformCall[] = [];
  const tokens = new Set<string>();
  let nextReplies: { status: number; body: unknown }[] = [];

  const app = fastify({ forceCloseConnections: true });
  await app.register(formbody);
  app.addHook('preHandler', async (request) => {
    const { authorization, 'content-type': contentType } = request.headers;
    calls.push({ path: request.url, authorization, contentType, body: request.body });
  });
  app.post<{ Body: Record<string, string> }>('/connect/token', async (request, reply) => {
    if (request.body['client_secret'] !== 'right') {
      return reply.code(401).send({ error: 'invalid_client', error_description: 'unknown client' });
    }
    const token = randomUUID();
    tokens.add(token);
    return { access_token: token, token_type: 'Bearer', expires_in: 3600 };
  });
  app.post('/api/integrations/*', async (request, reply) => {
    const token = request.headers.authorization?.replace('Bearer ', '') ?? '';
    if (!tokens.has(token)) return reply.code(401).send({ code: 'invalid_token' });
    const next = nextReplies.shift() ?? { status: 200, body: { status: 'RECEIVED' } };
    return reply.code(next.status).send(next.body);
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });

  return {
    url,
    calls,
    callsTo: (path: string) => calls.filter((call) => call.path === path),
    revokeTokens: () => tokens.clear(),
    answerNext: (...replies: { status: number; body: unknown }[]) => {
      nextReplies = replies;
    },
    close: () => app.close(),
  };
}
