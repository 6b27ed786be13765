import type { LookupFunction } from 'node:net';
import { isIPv6 } from 'node:net';
import type { Log } from '../log.ts';
import { addressKind, isAllowedAddress } from './address-kind.ts';
import { OutboundFailure } from './outbound-failure.ts';
import type { ResolveHost } from './resolve-host.ts';
import { describeRefusal } from './url-fault.ts';

export interface GuardedLookupOptions {
  allowLoopback: boolean;
  resolve: ResolveHost;
  log: Log;
}

/**
 * The `lookup` of every outgoing socket: resolves a name and refuses it when a single one of its
 * addresses is not allowed, whichever would be tried first.
 */
export function createGuardedLookup(options: GuardedLookupOptions): LookupFunction {
  return (host, { all }, callback) => {
    resolveAllowed(host.replace(/\.$/, ''), options).then(
      (found) => {
        const addresses = found.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
        const [first] = addresses;
        if (all === true || first === undefined) callback(null, addresses);
        else callback(null, first.address, first.family);
      },
      (err: Error) => callback(err, []),
    );
  };
}

async function resolveAllowed(
  host: string,
  { allowLoopback, resolve, log }: GuardedLookupOptions,
): Promise<string[]> {
  // RFC 6761 §6.3: not a question for name servers.
  if (allowLoopback && host === 'localhost') return ['127.0.0.1', '::1'];
  const addresses = await resolve(host);
  const refused = addresses.find((address) => !isAllowedAddress(address, { allowLoopback }));
  if (refused !== undefined) {
    const kind = addressKind(refused);
    log.warn(
      { host, address: refused, addressKind: kind, step: 'lookup' },
      'outbound.address_refused',
    );
    throw new OutboundFailure('address_refused', describeRefusal(host, kind));
  }
  if (addresses.length === 0) throw new OutboundFailure('dns', `The name ${host} has no address.`);
  return addresses;
}
