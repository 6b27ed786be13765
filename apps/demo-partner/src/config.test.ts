import { expect, test } from 'vitest';
import { parseConfig } from './config.ts';

test('starts with nothing set, on the announced addresses', () => {
  expect(parseConfig({})).toEqual({
    port: 4601,
    host: '127.0.0.1',
    platformUrl: 'http://localhost:4600',
    tokenClientId: '',
    tokenClientSecret: '',
    signingSecrets: [],
    logLevel: 'info',
  });
});

test('reads lists by comma and drops a trailing slash', () => {
  const config = parseConfig({
    PLATFORM_URL: 'http://localhost:4700/',
    DEMO_PARTNER_CLIENT_ID: 'platform',
    DEMO_PARTNER_CLIENT_SECRET: 'secret',
    DEMO_PARTNER_CALLBACK_URLS: 'http://localhost:4600/a, http://localhost:4600/b',
    DEMO_PARTNER_SIGNING_SECRET: 'whsec_AAAAAAAAAAAAAAAAAAAAAAAA,whsec_BBBBBBBBBBBBBBBBBBBBBBBB',
  });
  expect(config.platformUrl).toBe('http://localhost:4700');
  expect(config.client?.callbackUrls).toEqual([
    'http://localhost:4600/a',
    'http://localhost:4600/b',
  ]);
  expect(config.signingSecrets).toHaveLength(2);
});

test('names every fault at once', () => {
  const parse = () =>
    parseConfig({
      DEMO_PARTNER_PORT: 'many',
      PLATFORM_URL: 'ftp://localhost',
      DEMO_PARTNER_SIGNING_SECRET: 'no-key',
      DEMO_PARTNER_CALLBACK_URLS: 'nowhere',
    });
  for (const name of [
    'DEMO_PARTNER_PORT',
    'PLATFORM_URL',
    'DEMO_PARTNER_SIGNING_SECRET',
    'DEMO_PARTNER_CALLBACK_URLS',
  ]) {
    expect(parse).toThrow(name);
  }
  expect(() => parseConfig({ DEMO_PARTNER_CLIENT_ID: 'alone' })).toThrow('together');
});
