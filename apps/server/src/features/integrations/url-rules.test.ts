import { expect, test } from 'vitest';
import type { Urls } from '@leads/contract/integration-sections';
import { describePrefixFault, listUrlsFaults } from './url-rules.ts';

const strict = { allowLoopback: false };

test.each([
  ['https://partner.example.com/hooks?key=1', 'Remove the part from ? on'],
  ['https://partner.example.com/hooks?', 'Remove the part from ? on'],
  ['https://partner.example.com/hooks#here', 'Remove the part from # on'],
  ['http://partner.example.com', 'must begin with https://'],
  ['https://127.0.0.1/hooks', 'this machine itself'],
  ['https://10.0.0.7/hooks', 'a private network'],
  ['https://[::ffff:10.0.0.7]/hooks', 'leads to'],
  ['partner.example.com', 'Enter a full address'],
])('refuses the prefix %s', (prefix, fault) => {
  expect(describePrefixFault(prefix, strict)).toContain(fault);
});

test.each(['https://partner.example.com/hooks', 'https://partner.example.com'])(
  'takes the prefix %s',
  (prefix) => {
    expect(describePrefixFault(prefix, strict)).toBeUndefined();
  },
);

test('takes http on this machine only where the switch allows it', () => {
  expect(describePrefixFault('http://127.0.0.1:4601/hooks', strict)).toBeDefined();
  expect(
    describePrefixFault('http://127.0.0.1:4601/hooks', { allowLoopback: true }),
  ).toBeUndefined();
});

const nothing: Urls = {
  pairingUrl: null,
  configurationEndpoint: null,
  clientId: null,
  clientSecret: null,
  clientSecretExpiresOn: null,
  scopes: null,
};
const openId: Urls = {
  ...nothing,
  configurationEndpoint: 'https://p.example/.well-known/openid-configuration',
  clientId: 'client',
  clientSecret: 'secret',
  scopes: 'openid  profile',
};

function pointersOf(urls: Urls, type: 'open_id_connect' | 'st_pairing', isSecretStored = false) {
  return listUrlsFaults({ urls, type, isSecretStored, rules: strict }).map((one) => one.pointer);
}

test('names every missing field of the present type at once, and none of the other', () => {
  expect(pointersOf(nothing, 'open_id_connect')).toEqual([
    '/urls/configurationEndpoint',
    '/urls/clientId',
    '/urls/clientSecret',
    '/urls/scopes',
  ]);
  expect(pointersOf(nothing, 'st_pairing')).toEqual(['/urls/pairingUrl']);
});

test('a stored Client Secret need not be typed again', () => {
  expect(pointersOf(openId, 'open_id_connect')).toEqual([]);
  expect(pointersOf({ ...openId, clientSecret: null }, 'open_id_connect', true)).toEqual([]);
});

test('judges filled fields of the other type too', () => {
  expect(pointersOf({ ...openId, pairingUrl: 'http://x' }, 'open_id_connect')).toEqual([
    '/urls/pairingUrl',
  ]);
});

test.each([
  ['profile', 'must hold openid'],
  ['OpenID', 'must hold openid'],
  ['openid "x"', 'cannot be a scope'],
  ['openid,profile', 'must hold openid'],
])('the scopes %s', (scopes, message) => {
  const [fault] = listUrlsFaults({
    urls: { ...openId, scopes },
    type: 'open_id_connect',
    isSecretStored: false,
    rules: strict,
  });
  expect(fault?.pointer).toBe('/urls/scopes');
  expect(fault?.message).toContain(message);
});

test.each([
  'https://p.example',
  'https://p.example/login',
  'https://p.example/.well-known/openid-configuration?tenant=a',
])('refuses %s as Configuration Endpoint: no issuer could be told from it', (address) => {
  const urls = { ...openId, configurationEndpoint: address };
  expect(pointersOf(urls, 'open_id_connect')).toEqual(['/urls/configurationEndpoint']);
});
