import { randomInt } from 'node:crypto';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { findProcess, type ProcessFacts } from './process-facts.ts';

const host = '127.0.0.1';
/** Below the range from which systems lend ports to outgoing connections, so that ours is not lent. */
const portMin = 20_000;
const portMax = 30_000;

/** A port of 127.0.0.1 that nobody listens on now. */
export async function chooseFreePort(): Promise<number> {
  for (;;) {
    const port = randomInt(portMin, portMax);
    if (await isPortFree(port)) return port;
  }
}

export async function isPortFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    return await new Promise<boolean>((resolve, reject) => {
      server.once('error', (err: NodeJS.ErrnoException) =>
        err.code === 'EADDRINUSE' ? resolve(false) : reject(err),
      );
      server.listen({ port, host, exclusive: true }, () => resolve(true));
    });
  } finally {
    if (server.listening) await new Promise((resolve) => server.close(resolve));
  }
}

/** The process that listens on the port, where the system tells it (Linux, own processes or root). */
export function findPortHolder(port: number): ProcessFacts | undefined {
  try {
    const inodes = listeningInodes(port);
    const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    const pid = pids.find((candidate) => holdsSocket(candidate, inodes));
    return pid === undefined ? undefined : findProcess(Number(pid));
  } catch {
    return undefined;
  }
}

function listeningInodes(port: number): Set<string> {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const listening = '0A';
  const inodes = ['/proc/net/tcp', '/proc/net/tcp6']
    .flatMap((file) => readFileSync(file, 'utf8').trim().split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter((columns) => columns[1]?.endsWith(suffix) && columns[3] === listening)
    .map((columns) => `socket:[${columns[9]}]`);
  return new Set(inodes);
}

function holdsSocket(pid: string, inodes: Set<string>): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((fd) =>
      inodes.has(readlinkSync(`/proc/${pid}/fd/${fd}`)),
    );
  } catch {
    return false;
  }
}
