import { describe, expect, it } from 'vitest';
import { newSealingKey } from '#platform/secrets/sealing-keys.ts';
import { ConfigFault, parseConfig } from './config.ts';
import { printEnvExample, readEnvExample } from './print-env-example.ts';

const complete = {
  DATABASE_URL: 'postgres://localhost/leads',
  SEALING_KEYS: newSealingKey('k1'),
  SESSION_SECRET: 'x'.repeat(32),
  TOKEN_SIGNING_KEYS: '{"keys":[]}',
};

function faultOf(environment: Record<string, string>): string {
  try {
    parseConfig(environment);
  } catch (err) {
    if (err instanceof ConfigFault) return err.message;
    throw err;
  }
  return '';
}

describe('the environment', () => {
  it('needs nothing beyond the database and the secrets', () => {
    expect(parseConfig(complete)).toMatchObject({
      PORT: 4600,
      HOST: '127.0.0.1',
      PUBLIC_URL: 'http://localhost:4600',
      CALLBACK_BASE_URL: 'http://localhost:4600',
      OUTBOUND_ALLOW_LOOPBACK: false,
      SURFACES: ['partner', 'tenant', 'admin', 'platform'],
    });
  });

  it('takes an empty variable for one that is not set', () => {
    expect(
      parseConfig({ ...complete, PUBLIC_URL: '', OUTBOUND_ALLOW_LOOPBACK: '', SSO_ISSUER: '' }),
    ).toMatchObject({
      PUBLIC_URL: 'http://localhost:4600',
      OUTBOUND_ALLOW_LOOPBACK: false,
    });
  });

  it('reports every missing secret together, by name', () => {
    const fault = faultOf({});
    for (const name of ['DATABASE_URL', 'SEALING_KEYS', 'SESSION_SECRET', 'TOKEN_SIGNING_KEYS']) {
      expect(fault).toContain(`${name}: is missing`);
    }
  });

  it.each([
    ['SESSION_SECRET', 'short', 'at least 32'],
    ['SEALING_KEYS', 'k1:abc', 'not 32 bytes'],
    ['PUBLIC_URL', 'leads.example.com', 'http'],
    ['SURFACES', 'partner,everything', 'SURFACES'],
    ['PORT', '99999', 'PORT'],
    ['OUTBOUND_ALLOW_LOOPBACK', 'perhaps', 'OUTBOUND_ALLOW_LOOPBACK'],
    ['SSO_ROLE_MAP', 'leads-team=boss', 'viewer|manager|admin'],
  ])('refuses %s=%s and never prints a secret', (name, value, words) => {
    const fault = faultOf({ ...complete, [name]: value });
    expect(fault).toContain(words);
    expect(fault).not.toContain(complete.SEALING_KEYS);
  });

  it('wants company sign-in whole or not at all', () => {
    expect(faultOf({ ...complete, SSO_ISSUER: 'https://login.example.com' })).toContain(
      'SSO_CLIENT_SECRET: is missing',
    );
  });
});

it('is what .env.example says', () => {
  expect(readEnvExample()).toBe(printEnvExample());
});
