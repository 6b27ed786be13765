import { Resolver } from 'node:dns/promises';
import { OutboundFailure } from './outbound-failure.ts';

/**
 * All IPv4 and IPv6 addresses of a name.
 * @throws OutboundFailure `dns` when there are none
 */
export type ResolveHost = (host: string) => Promise<string[]>;

export interface ResolveHostOptions {
  /** `<address>:<port>` of name servers; those of the machine when left out. */
  servers?: readonly string[];
}

const NOT_FOUND_CODES = new Set(['ENOTFOUND', 'ENODATA', 'EBADNAME', 'EBADQUERY']);

/**
 * Asks the name servers directly. Not `dns.lookup`: that blocks one of Node's four pool threads
 * per name, so four dead names would hold back every other request and file access. The hosts
 * file is not read and no search domain is added, so short names of the own network stay unknown.
 */
export function createResolveHost({ servers }: ResolveHostOptions = {}): ResolveHost {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 });
  if (servers !== undefined) resolver.setServers(servers);
  return async (host) => {
    const answers = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
    const addresses = answers.flatMap((answer) =>
      answer.status === 'fulfilled' ? answer.value : [],
    );
    if (addresses.length > 0) return addresses;
    throw toDnsFailure(
      host,
      answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason as unknown] : [])),
    );
  };
}

function toDnsFailure(host: string, causes: unknown[]): OutboundFailure {
  const isUnknown = causes.every(
    (cause) => cause instanceof Error && 'code' in cause && NOT_FOUND_CODES.has(String(cause.code)),
  );
  const message = isUnknown
    ? `The name ${host} does not exist or has no address. Check its spelling.`
    : `The name ${host} could not be looked up just now.`;
  return new OutboundFailure('dns', message, { cause: causes[0] });
}
