import { expect, test } from 'vitest';
import { sections } from '@leads/contract/integration-sections';
import type { Section } from '@leads/contract/integration-sections';
import { judgeSection, listMissingParts, listMissingSections } from './completeness.ts';
import type { SectionSave, SetUpFacts } from './set-up-facts.ts';

const saved: SectionSave = { version: 1, savedAt: '2026-01-01T00:00:00.000Z', savedByName: 'Ann' };
const unsaved: SectionSave = { version: 0, savedAt: null, savedByName: '' };

function allSaved(except: readonly Section[] = []): SetUpFacts['sections'] {
  return Object.fromEntries(
    sections.map((section) => [section, except.includes(section) ? unsaved : saved]),
  ) as SetUpFacts['sections'];
}

const complete: SetUpFacts = {
  tenantAuthorizationType: 'open_id_connect',
  sections: allSaved(),
  hasMappedJobType: true,
  webhooks: { anyOn: true, urlPrefix: 'https://partner.example.com/hooks' },
  urls: {
    pairingUrl: null,
    configurationEndpoint: 'https://partner.example.com/.well-known/openid-configuration',
    clientId: 'client',
    clientSecretStored: true,
    scopes: 'openid profile',
  },
  tenantAccessMode: 'all',
  hasLiveCredential: true,
};
const pairing: SetUpFacts = {
  ...complete,
  tenantAuthorizationType: 'st_pairing',
  urls: {
    pairingUrl: 'https://partner.example.com/pair',
    configurationEndpoint: null,
    clientId: null,
    clientSecretStored: false,
    scopes: null,
  },
};

test('an integration with everything misses nothing, by either type', () => {
  expect(listMissingParts(complete)).toEqual([]);
  expect(listMissingParts(pairing)).toEqual([]);
});

test.each<{ title: string; facts: SetUpFacts; section: string; message: string }>([
  {
    title: 'no partner job type mapped',
    facts: { ...complete, hasMappedJobType: false },
    section: 'job_types',
    message: 'No partner job type is mapped',
  },
  {
    title: 'Map Job Types never saved',
    facts: { ...complete, sections: allSaved(['job_types']) },
    section: 'job_types',
    message: 'No partner job type is mapped',
  },
  {
    title: 'Extra Details never saved',
    facts: { ...complete, sections: allSaved(['extra_details']) },
    section: 'extra_details',
    message: 'Extra Details are not saved yet; no rows are needed',
  },
  {
    title: 'Webhooks never saved',
    facts: { ...complete, sections: allSaved(['webhooks']) },
    section: 'webhooks',
    message: 'Webhooks are not set up',
  },
  {
    title: 'Open ID Connect, something on, no prefix',
    facts: { ...complete, webhooks: { anyOn: true, urlPrefix: null } },
    section: 'webhooks',
    message: 'The WebHook URL is missing',
  },
  {
    title: 'URLs never saved',
    facts: { ...complete, sections: allSaved(['urls']) },
    section: 'urls',
    message: 'URLs are not set up',
  },
  {
    title: 'no Client Secret',
    facts: { ...complete, urls: { ...complete.urls, clientSecretStored: false } },
    section: 'urls',
    message: 'Missing: Client Secret',
  },
  {
    title: 'scopes without openid',
    facts: { ...complete, urls: { ...complete.urls, scopes: 'profile openidx' } },
    section: 'urls',
    message: 'Missing: scope openid',
  },
  {
    title: 'the fields of the other type only',
    facts: { ...complete, urls: pairing.urls },
    section: 'urls',
    message: 'Missing: Configuration Endpoint, Client ID, Client Secret, scope openid',
  },
  {
    title: 'ST Pairing without its address',
    facts: { ...pairing, urls: complete.urls },
    section: 'urls',
    message: 'The Partner Pairing URL is missing',
  },
  {
    title: 'Tenant Access never saved',
    facts: { ...complete, sections: allSaved(['tenant_access']) },
    section: 'tenant_access',
    message: 'Tenant Access is not set up, so no tenant can connect yet',
  },
  {
    title: 'no live credential',
    facts: { ...complete, hasLiveCredential: false },
    section: 'credentials',
    message: 'No live partner credential exists',
  },
])('misses one part: $title', ({ facts, section, message }) => {
  expect(listMissingParts(facts)).toEqual([{ section, message }]);
});

test.each<{ title: string; facts: SetUpFacts }>([
  {
    title: 'all webhooks off, without a prefix',
    facts: { ...complete, webhooks: { anyOn: false, urlPrefix: null } },
  },
  {
    title: 'ST Pairing with webhooks on and no prefix',
    facts: { ...pairing, webhooks: { anyOn: true, urlPrefix: null } },
  },
  {
    title: 'only specific tenants, none enabled',
    facts: { ...complete, tenantAccessMode: 'specific' },
  },
])('is complete all the same: $title', ({ facts }) => {
  expect(listMissingParts(facts)).toEqual([]);
});

test('a missing credential is no section’s fault', () => {
  expect(listMissingSections({ ...complete, hasLiveCredential: false })).toEqual([]);
});

test('a section that was never saved is not set up, whatever its table holds', () => {
  expect(judgeSection('urls', { ...complete, sections: allSaved(['urls']) })).toEqual({
    state: 'not_set_up',
    reason: null,
  });
});

test('names what is missing in the order of the screen', () => {
  const fresh = {
    ...complete,
    sections: allSaved(sections.filter((section) => section !== 'general')),
    hasLiveCredential: false,
  };
  expect(listMissingParts(fresh).map(({ section }) => section)).toEqual([
    'job_types',
    'extra_details',
    'webhooks',
    'urls',
    'tenant_access',
    'credentials',
  ]);
});
