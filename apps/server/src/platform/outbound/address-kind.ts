import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/**
 * What an address is for. Only `public` ones may be called, and `loopback` where the switch
 * allows it. The words finish the sentence "leads to …".
 */
export const addressKinds = {
  public: 'a public address',
  loopback: 'this machine itself',
  private: 'a private network',
  linkLocal: 'the local network link',
  carrierNat: "a carrier's internal network",
  multicast: 'a multicast group',
  unspecified: 'no particular machine',
  mapped: 'an IPv4 address written as IPv6',
  translated: 'an address behind a translation gateway',
  reserved: 'a reserved range',
  invalid: 'something that is not an IP address',
} as const;

export type AddressKind = keyof typeof addressKinds;

const kindByRange: Record<string, AddressKind> = {
  loopback: 'loopback',
  private: 'private',
  uniqueLocal: 'private',
  deprecatedSiteLocal: 'private',
  linkLocal: 'linkLocal',
  carrierGradeNat: 'carrierNat',
  multicast: 'multicast',
  unspecified: 'unspecified',
  ipv4Mapped: 'mapped',
  rfc6145: 'translated',
  rfc6052: 'translated',
  '6to4': 'translated',
  teredo: 'translated',
};

/** All that is handed out to the public so far (RFC 4291 §2.4); the rest of IPv6 goes nowhere we want. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/** Sorts an address in text form. Total: what is not exactly one IP address is `invalid`. */
export function addressKind(address: string): AddressKind {
  // ipaddr.js also reads `0x7f.1` and the like; nothing that resolves or connects answers so.
  if (isIP(address) === 0) return 'invalid';
  const parsed = ipaddr.parse(address);
  const range = parsed.range();
  if (range !== 'unicast') return kindByRange[range] ?? 'reserved';
  // Catches `::7f00:1` (127.0.0.1 once more) and its kin, which no named range covers.
  if (parsed instanceof ipaddr.IPv6 && !parsed.match(globalUnicast)) return 'reserved';
  return 'public';
}

export function isAllowedAddress(
  address: string,
  { allowLoopback }: { allowLoopback: boolean },
): boolean {
  const kind = addressKind(address);
  return kind === 'public' || (allowLoopback && kind === 'loopback');
}
