import { expect, test } from 'vitest';
import { sections } from '@leads/contract/integration-sections';
import type { Section } from '@leads/contract/integration-sections';
import { describeSections } from './section-summary.ts';
import type { SectionDetails } from './section-summary.ts';
import type { SetUpFacts } from './set-up-facts.ts';

const facts: SetUpFacts = {
  tenantAuthorizationType: 'open_id_connect',
  sections: Object.fromEntries(
    sections.map((section) => [section, { version: 3, savedAt: null, savedByName: 'Ann' }]),
  ) as SetUpFacts['sections'],
  hasMappedJobType: true,
  webhooks: { anyOn: true, urlPrefix: 'https://partner.example.com/hooks' },
  urls: {
    pairingUrl: null,
    configurationEndpoint: 'https://p.example/.well-known/openid-configuration',
    clientId: 'client',
    clientSecretStored: true,
    scopes: 'openid',
  },
  tenantAccessMode: 'specific',
  hasLiveCredential: true,
};
const details: SectionDetails = {
  general: {
    name: 'Acme',
    description: 'Leads',
    tenantAuthorizationType: 'open_id_connect',
    partnerAuthorizationType: 'oauth2_client_credentials',
    multiAccount: true,
    technicalContactEmail: null,
  },
  jobTypes: { total: 214, mapped: 211, standardTypes: 38 },
  extraDetailCount: 1,
  webhooks: {
    accounts: true,
    profiles: false,
    services: false,
    availability: true,
    leads: true,
    leadEvents: { accept: true, decline: false, appointments: true, invoice: false },
    urlPrefix: 'https://partner.example.com/hooks',
  },
  isSigned: true,
  urls: facts.urls,
  clientSecretExpiresOn: null,
  enabledTenantCount: 1234,
  today: '2026-11-24',
};

function cardOf(section: Section, changes: { facts?: object; details?: object } = {}) {
  return describeSections({ ...facts, ...changes.facts }, { ...details, ...changes.details }).find(
    (card) => card.section === section,
  );
}

test.each<[Section, string, string | null]>([
  ['general', 'Open ID Connect · Client credentials · several accounts', null],
  ['job_types', '214 partner job types · 211 mapped to 38 standard types', '3 not mapped'],
  ['extra_details', '1 parameter', null],
  ['webhooks', 'Accounts, Real-time Availability, Leads (Accept, Appointments) · signed', null],
  ['urls', 'https://p.example/.well-known/openid-configuration · scopes openid', null],
  ['tenant_access', 'Only specific tenants · 1,234 enabled', null],
])('%s reads in one line', (section, summary, warning) => {
  expect(cardOf(section)).toMatchObject({
    section,
    state: 'complete',
    summary,
    warning,
    version: 3,
  });
});

test('warns where nothing is blocked but something is odd', () => {
  const off = { anyOn: false, urlPrefix: null };
  expect(cardOf('webhooks', { facts: { webhooks: off } })?.warning).toBe(
    'All webhooks are off, so the partner hears nothing back',
  );
  expect(cardOf('tenant_access', { details: { enabledTenantCount: 0 } })?.warning).toBe(
    'No tenant can connect yet',
  );
});

test.each([
  ['2026-11-23', 'The Client Secret expired on 2026-11-23'],
  ['2026-11-24', 'The Client Secret expires on 2026-11-24'],
  ['2026-12-24', 'The Client Secret expires on 2026-12-24'],
  ['2026-12-25', null],
])('a Client Secret that ends on %s', (clientSecretExpiresOn, warning) => {
  expect(cardOf('urls', { details: { clientSecretExpiresOn } })?.warning).toBe(warning);
});

test('says nothing of a section that was never saved', () => {
  const never = { ...facts.sections, urls: { version: 0, savedAt: null, savedByName: '' } };
  expect(cardOf('urls', { facts: { sections: never } })).toMatchObject({
    state: 'not_set_up',
    summary: '',
    warning: null,
  });
});
