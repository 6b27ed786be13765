import { BlockList, isIPv6 } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressKind, isAllowedAddress } from './address-kind.ts';

const words = (text: string) => text.trim().split(/\s+/);

const table: Record<string, readonly string[]> = {
  public: words(`
    1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0
    169.253.255.255 169.255.0.0 172.15.255.255 172.32.0.0 192.167.255.255 192.169.0.0 198.17.255.255
    198.20.0.0 223.255.255.255 2606:4700::1111 2a00:1450::1 2001:200::1 2001:4860:4860::8888 2003::
    3ffe::1 2400:cb00::1
  `),
  loopback: words(`
    127.0.0.1 127.0.0.0 127.255.255.255 ::1 0:0:0:0:0:0:0:1
  `),
  private: words(`
    10.0.0.0 10.255.255.255 172.16.0.0 172.31.255.255 192.168.0.0 192.168.255.255 fc00:: fd12:3456::1
    fdff:ffff:: fec0::1
  `),
  linkLocal: words(`
    169.254.0.0 169.254.169.254 169.254.255.255 fe80::1 fe80::1%eth0 febf::1
  `),
  carrierNat: words(`
    100.64.0.0 100.100.100.200 100.127.255.255
  `),
  multicast: words(`
    224.0.0.0 239.255.255.255 ff02::1 ff0e::1
  `),
  unspecified: words(`
    0.0.0.0 0.1.2.3 0.255.255.255 ::
  `),
  mapped: words(`
    ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:8.8.8.8 ::ffff:7f00:1 ::FFFF:1.1.1.1 ::127.0.0.1
  `),
  translated: words(`
    64:ff9b::8.8.8.8 64:ff9b::7f00:1 64:ff9b:1::10.0.0.1 64:ff9b:1:ffff::1 ::ffff:0:127.0.0.1
    2002:7f00:1:: 2002:a00:1::1 2002:808:808::1 2001::1 2001:0:4136:e378:8000:63bf:3fff:fdd2
  `),
  reserved: words(`
    192.0.0.1 192.0.2.1 192.31.196.1 192.52.193.1 192.88.99.1 192.175.48.1 198.18.0.1 198.19.255.255
    198.51.100.1 203.0.113.1 240.0.0.1 255.255.255.254 255.255.255.255 ::7f00:1 ::2 100::1 100:0:0:1::1
    2001:2::1 2001:3::1 2001:4:112::1 2001:10::1 2001:20::1 2001:30::1 2001:db8::1 2001:1ff::1
    2620:4f:8000::1 3fff::1 4000::1 5f00::1 8000::1 e000::1 fe00::1 1fff::1 64:ff9c::1
  `),
  invalid: [
    '',
    'localhost',
    '127.1',
    '0x7f.0.0.1',
    '2130706433',
    '0177.0.0.1',
    '127.0.0.1 ',
    '[::1]',
    '::1/128',
    '1.2.3.4.5',
    '256.1.1.1',
    ':::',
    '::ffff:300.1.1.1',
    '127.0.0.1:80',
    '１２７.0.0.1',
  ],
};

const rows = Object.entries(table).flatMap(([kind, addresses]) =>
  addresses.map((address) => ({ kind, address })),
);

test.each(rows)('$address is $kind', ({ kind, address }) => {
  expect(addressKind(address)).toBe(kind);
  expect(isAllowedAddress(address, { allowLoopback: false })).toBe(kind === 'public');
  expect(isAllowedAddress(address, { allowLoopback: true })).toBe(
    kind === 'public' || kind === 'loopback',
  );
});

/** The special-purpose registries of IANA, and RFC 4291, written down a second time. */
const special4 = words(`
  0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24
  192.0.2.0/24 192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24
  198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4
`);
const special6 = words(`
  2001::/23 2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20
`);

function toBlockList(ranges: string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [net = '', bits] = range.split('/');
    list.addSubnet(net, Number(bits), family);
  }
  return list;
}
const list4 = toBlockList(special4, 'ipv4');
const list6 = toBlockList(special6, 'ipv6');
const global6 = toBlockList(['2000::/3'], 'ipv6');

const toDotted = (bytes: readonly number[]) => bytes.join('.');
const octets = fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255));
/** Half of them inside or beside a special range, where mistakes are. */
const nearSpecial = fc
  .tuple(fc.constantFrom(...special4), fc.integer({ min: -3, max: 300 }))
  .map(([range, offset]) => {
    const [net = ''] = range.split('/');
    const start = net.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
    const value = (start + offset + 2 ** 32) % 2 ** 32;
    return toDotted([24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256));
  });
const anyIPv4 = fc.oneof(octets.map(toDotted), nearSpecial);

describe('against the registries, for any address', () => {
  test('IPv4', () => {
    fc.assert(
      fc.property(
        anyIPv4,
        (address) => (addressKind(address) === 'public') === !list4.check(address, 'ipv4'),
      ),
      { numRuns: 5_000 },
    );
  });

  test('IPv6', () => {
    const words = fc.array(fc.nat(0xffff), { minLength: 6, maxLength: 6 });
    const first = fc.oneof(
      fc.constantFrom('2001', '2002', '2620', '3fff', '64', '0', 'fe80'),
      fc.constant('2a00'),
    );
    const second = fc.oneof(
      fc.constantFrom('0', 'db8', '4f', 'ff9b', '1ff', '200'),
      fc.constant('8000'),
    );
    const address = fc
      .tuple(first, second, words)
      .map(([one, two, rest]) => [one, two, ...rest.map((word) => word.toString(16))].join(':'));
    fc.assert(
      fc.property(fc.oneof(address, fc.ipV6()), (text) => {
        fc.pre(isIPv6(text));
        const isGlobal = global6.check(text, 'ipv6') && !list6.check(text, 'ipv6');
        return (addressKind(text) === 'public') === isGlobal;
      }),
      { numRuns: 5_000 },
    );
  });

  test('no IPv4 address passes inside an IPv6 one', () => {
    const prefixes = ['::ffff:', '::', '::ffff:0:', '64:ff9b::', '64:ff9b:1::', 'fe80::5efe:'];
    fc.assert(
      fc.property(fc.constantFrom(...prefixes), anyIPv4, (prefix, address) => {
        return !isAllowedAddress(prefix + address, { allowLoopback: false });
      }),
    );
  });

  test('text that is no address is never allowed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.domain()), (text) => {
        return addressKind(text) === 'invalid' || /^[\d.a-f:%]+/i.test(text);
      }),
    );
  });
});
