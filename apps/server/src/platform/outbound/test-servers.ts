import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { createLog } from '../log.ts';
import type { ConnectSocket } from './guarded-connector.ts';
import { createOutbound } from './safe-agent.ts';
import type { Outbound, OutboundOptions } from './safe-agent.ts';

/** Servers on loopback that end with the test. Tests never reach any other address. */

export type CertificateName = 'valid' | 'expired' | 'not-yet-valid' | 'wrong-host' | 'self-signed';

export function readTestPem(name: CertificateName | 'authority' | 'server.key'): string {
  const file = name === 'server.key' ? name : `${name}.pem`;
  return readFileSync(new URL(`test-certificates/${file}`, import.meta.url), 'utf8');
}

/** Speaks HTTP. */
export async function startHttpServer(
  handler: http.RequestListener,
): Promise<{ url: string; port: number }> {
  return listen(http.createServer(handler), 'http');
}

export async function startHttpsServer(
  certificate: CertificateName,
  handler: http.RequestListener,
  options: https.ServerOptions = {},
): Promise<{ url: string; port: number }> {
  const server = https.createServer(
    { cert: readTestPem(certificate), key: readTestPem('server.key'), ...options },
    handler,
  );
  return listen(server, 'https');
}

/** Speaks whatever `onConnection` writes; `received` is what came in on all connections. */
export async function startRawServer(
  onConnection: (socket: Socket) => void = () => undefined,
): Promise<{ url: string; port: number; connections: () => number; received: () => string }> {
  let received = '';
  let connections = 0;
  const server = net.createServer((socket) => {
    connections += 1;
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => (received += chunk.toString('latin1')));
    onConnection(socket);
  });
  const address = await listen(server, 'http');
  return { ...address, connections: () => connections, received: () => received };
}

async function listen(
  server: Server,
  scheme: 'http' | 'https',
): Promise<{ url: string; port: number }> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  });
  const { port } = server.address() as AddressInfo;
  return { url: `${scheme}://127.0.0.1:${port}`, port };
}

/** Closed with the test. Loopback is allowed and no name resolves unless the options say so. */
export function createTestOutbound(options: Partial<OutboundOptions> = {}): Outbound {
  const outbound = createOutbound({
    allowLoopback: true,
    log: createLog({ level: 'silent' }),
    resolve: (host) => Promise.reject(new Error(`a test resolved ${host}`)),
    ...options,
  });
  onTestFinished(() => outbound.close());
  return outbound;
}

/**
 * Stands for the network: resolves as net would, then connects to a port of ours, and claims to
 * have reached `remoteAddress`.
 */
export function connectElsewhere(port: number, remoteAddress: string): ConnectSocket {
  return ({ host = '', lookup }) => {
    const socket = new net.Socket();
    Object.defineProperty(socket, 'remoteAddress', { get: () => remoteAddress });
    const dial = () => socket.connect({ port, host: '127.0.0.1' });
    if (net.isIP(host) !== 0) dial();
    else lookup?.(host, { all: true }, (err) => (err === null ? dial() : socket.destroy(err)));
    return socket;
  };
}
