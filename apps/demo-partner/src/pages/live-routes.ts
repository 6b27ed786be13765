import type { FastifyInstance } from 'fastify';
import type { Partner } from '../partner.ts';

const HEARTBEAT_MS = 25_000;

/** Server-sent hints for open pages; they end before the server closes. */
export async function liveRoutes(app: FastifyInstance, partner: Partner): Promise<void> {
  app.get('/events', (request, reply) => {
    reply.hijack();
    const stream = reply.raw;
    stream.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    stream.write(': hello\n\n');
    const unsubscribe = partner.hints.subscribe((topic) => stream.write(`data: ${topic}\n\n`));
    const heartbeat = setInterval(() => stream.write(': still here\n\n'), HEARTBEAT_MS);
    const end = () => stream.end();
    partner.closing.addEventListener('abort', end);
    request.raw.on('close', () => {
      unsubscribe();
      clearInterval(heartbeat);
      partner.closing.removeEventListener('abort', end);
    });
  });
}
