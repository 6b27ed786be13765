import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeUrlFault } from './url-fault.ts';

const strict = { allowLoopback: false };
const loopback = { allowLoopback: true };

test.each([
  'https://partner.example.com',
  'https://partner.example.com/hooks?tenant=1',
  'HTTPS://PARTNER.EXAMPLE.COM/',
  'https://partner.example.com:8443/x',
  'https://1.1.1.1/',
  'https://[2606:4700::1111]/',
  'https://bücher.example/',
  'https://localhost.example.com/',
  'https://10.example.com/',
])('%s may be tried, whatever the switch', (url) => {
  expect(describeUrlFault(url, strict)).toBeUndefined();
  expect(describeUrlFault(url, loopback)).toBeUndefined();
});

describe('is refused whatever the switch', () => {
  test.each([
    ['http://partner.example.com/', 'https://'],
    ['http://10.0.0.1/', 'https://'],
    ['ftp://partner.example.com/', 'https://'],
    ['file:///etc/passwd', 'full address'],
    ['javascript:alert(1)', 'full address'],
    ['data:text/html,x', 'full address'],
    ['ws://partner.example.com/', 'https://'],
    ['', 'full address'],
    ['partner.example.com', 'full address'],
    ['//partner.example.com/', 'full address'],
    ['https:partner.example.com', 'full address'],
    ['https:///partner.example.com', 'full address'],
    ['https:\\\\partner.example.com', 'full address'],
    ['https://partner.example.com\\@10.0.0.1/', 'full address'],
    ['https://part\nner.example.com/', 'full address'],
    ['https://part\tner.example.com/', 'full address'],
    [' https://partner.example.com/', 'full address'],
    ['https://partner example.com/', 'full address'],
    ['https://partner.example.com:99999/', 'full address'],
    ['https://partner.example.com:0/', 'Port 0'],
    ['https://user@partner.example.com/', 'user name'],
    ['https://user:pass@partner.example.com/', 'user name'],
    ['https://:pass@partner.example.com/', 'user name'],
    ['https://partner.example.com/#part', '#'],
    ['https://partner.example.com/#', '#'],
    ['https://10.0.0.1/', 'private network'],
    ['https://0x0a000001/', 'private network'],
    ['https://167772161/', 'private network'],
    ['https://012.0.0.1/', 'private network'],
    ['https://10.1/', 'private network'],
    ['https://１０.0.0.1/', 'private network'],
    ['https://192.168.1.1:8443/', 'private network'],
    ['https://[fd00::1]/', 'private network'],
    ['https://169.254.169.254/latest/meta-data', 'local network link'],
    ['https://[fe80::1]/', 'local network link'],
    ['https://100.64.0.1/', 'carrier'],
    ['https://0.0.0.0/', 'no particular machine'],
    ['https://[::]/', 'no particular machine'],
    ['https://[::ffff:127.0.0.1]/', 'IPv4 address written as IPv6'],
    ['https://[::ffff:8.8.8.8]/', 'IPv4 address written as IPv6'],
    ['https://[64:ff9b::a00:1]/', 'translation gateway'],
    ['https://224.0.0.1/', 'multicast'],
    ['https://203.0.113.7/', 'reserved'],
    ['https://[::127.0.0.1]/', 'reserved'],
    ['https://foo.localhost/', 'this machine itself'],
  ])('%j', (url, why) => {
    expect(describeUrlFault(url, strict)).toContain(why);
    expect(describeUrlFault(url, loopback)).toContain(why);
  });
});

describe('loopback, by https or http, is for the switch to say', () => {
  test.each([
    'http://localhost:4601/webhooks',
    'http://localhost./',
    'http://LOCALHOST/',
    'http://127.0.0.1:4601/',
    'http://127.9.9.9/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://[::1]:4601/',
    'https://localhost/',
    'https://127.0.0.1/',
    'https://[::1]/',
  ])('%s', (url) => {
    expect(describeUrlFault(url, loopback)).toBeUndefined();
    expect(describeUrlFault(url, strict)).toMatch(/this machine itself|https:\/\//);
  });
});

test('never throws, and what passes is https to a host without credentials or fragment', () => {
  const text = fc.oneof(
    fc.string(),
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
    fc.string().map((rest) => `https://${rest}`),
  );
  fc.assert(
    fc.property(text, (url) => {
      if (describeUrlFault(url, strict) !== undefined) return true;
      const parsed = new URL(url);
      return (
        parsed.protocol === 'https:' &&
        parsed.username === '' &&
        parsed.hash === '' &&
        parsed.hostname !== ''
      );
    }),
    { numRuns: 2_000 },
  );
});
