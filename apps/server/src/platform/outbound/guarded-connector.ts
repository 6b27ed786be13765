import net from 'node:net';
import type { Socket, TcpNetConnectOpts } from 'node:net';
import { buildConnector, errors } from 'undici';
import { addressKind, isAllowedAddress } from './address-kind.ts';
import { createGuardedLookup } from './guarded-lookup.ts';
import type { GuardedLookupOptions } from './guarded-lookup.ts';
import { OutboundFailure } from './outbound-failure.ts';
import { describeRefusal } from './url-fault.ts';

export type ConnectSocket = (options: TcpNetConnectOpts) => Socket;

export interface GuardedConnectorOptions extends GuardedLookupOptions {
  /** Opens the TCP connection; `net.connect` when left out. */
  connect?: ConnectSocket | undefined;
  /** For name and TCP together, and again for TLS. */
  connectTimeoutMs: number;
}

export interface GuardedConnector {
  connect: buildConnector.connector;
  /** Ends every connection at once, those that are still being opened too. */
  destroy(): void;
}

type Opened = (err: Error | null, socket: Socket | undefined) => void;

/** How long one of several addresses is tried before the next one joins (RFC 8305). */
const NEXT_ADDRESS_AFTER_MS = 1_000;

/**
 * Opens connections for undici. TCP comes first and on its own: the address that the socket
 * really reached is checked before the first byte, even of the TLS handshake, is written. So
 * neither a literal address (which skips `lookup`) nor a name that changed meanwhile gets through.
 */
export function createGuardedConnector(options: GuardedConnectorOptions): GuardedConnector {
  // HTTP/1.1 alone: one parser whose limits we know.
  const startTls = buildConnector({ allowH2: false, timeout: options.connectTimeoutMs });
  const sockets = new Set<Socket>();
  const open = createOpenChecked(options, sockets);

  function secure(
    socket: Socket,
    target: buildConnector.Options,
    callback: buildConnector.Callback,
  ): void {
    startTls({ ...target, httpSocket: socket }, (...[err, secured]) => {
      // The TLS socket does not take the one beneath it along.
      if (err !== null) {
        socket.destroy();
        callback(err, null);
      } else {
        secured.once('close', () => socket.destroy());
        callback(null, secured);
      }
    });
  }

  return {
    connect(target, callback) {
      open(target, (err, socket) => {
        if (socket === undefined) callback(err ?? new Error('no socket'), null);
        else if (target.protocol === 'https:') secure(socket, target, callback);
        else callback(null, socket);
      });
    },
    destroy() {
      for (const socket of sockets) socket.destroy();
    },
  };
}

function createOpenChecked(options: GuardedConnectorOptions, sockets: Set<Socket>) {
  const { connect = net.connect, connectTimeoutMs } = options;
  const lookup = createGuardedLookup(options);
  return (target: buildConnector.Options, opened: Opened): void => {
    const { hostname: host, protocol } = target;
    const port = Number(target.port === '' ? (protocol === 'https:' ? 443 : 80) : target.port);
    const socket = connect({
      host,
      port,
      lookup,
      noDelay: true,
      keepAlive: true,
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: NEXT_ADDRESS_AFTER_MS,
    });
    sockets.add(socket);
    const timer = setTimeout(
      () => socket.destroy(new errors.ConnectTimeoutError()),
      connectTimeoutMs,
    );
    let isDone = false;
    const finish: Opened = (err, result) => {
      clearTimeout(timer);
      if (!isDone) opened(err, result);
      isDone = true;
    };
    // Stays for good: a socket under TLS may still report what TLS has reported already.
    socket.on('error', (err) => finish(err, undefined));
    socket.once('close', () => {
      sockets.delete(socket);
      finish(new errors.SocketError('closed while connecting'), undefined);
    });
    socket.once('connect', () => {
      const refusal = findRefusal(socket, { host, protocol }, options);
      if (refusal === undefined) return finish(null, socket);
      socket.destroy();
      return finish(refusal, undefined);
    });
  };
}

function findRefusal(
  socket: Socket,
  { host, protocol }: { host: string; protocol: string },
  { allowLoopback, log }: GuardedConnectorOptions,
): OutboundFailure | undefined {
  const address = socket.remoteAddress;
  if (address === undefined)
    return new OutboundFailure('reset', `${host} closed the connection at once.`);
  const kind = addressKind(address);
  const mayBePlain = protocol === 'https:' || kind === 'loopback';
  if (mayBePlain && isAllowedAddress(address, { allowLoopback })) return undefined;
  log.warn({ host, address, addressKind: kind, step: 'socket' }, 'outbound.address_refused');
  return new OutboundFailure('address_refused', describeRefusal(host, kind));
}
