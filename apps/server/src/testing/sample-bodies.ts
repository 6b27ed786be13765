import { newId } from '#platform/id.ts';

const general = {
  name: 'Walk',
  description: 'Walk',
  tenantAuthorizationType: 'st_pairing',
  partnerAuthorizationType: 'api_key',
  multiAccount: false,
  technicalContactEmail: null,
};
const noUrls = {
  pairingUrl: null,
  configurationEndpoint: null,
  clientId: null,
  clientSecret: null,
  clientSecretExpiresOn: null,
  scopes: null,
};

/** A valid body for each write of the admin API, so that what is refused in a walk is the walk's own doing. */
export const sampleBodies: Record<string, object> = {
  createIntegration: { id: newId(), general },
  saveGeneral: { version: 1, general },
  saveExtraDetails: {
    version: 1,
    extraDetails: { rows: [{ parameter: 'leadCost', displayName: 'Lead cost' }] },
  },
  saveWebhooks: {
    version: 1,
    webhooks: {
      accounts: false,
      profiles: false,
      services: false,
      availability: false,
      leads: false,
      leadEvents: { accept: false, decline: false, appointments: false, invoice: false },
      urlPrefix: null,
    },
  },
  saveUrls: {
    version: 1,
    urls: noUrls,
  },
  testConnection: { urls: noUrls },
  trySignIn: { urls: noUrls },
  publishDefaultAgreement: { latestVersion: 1, agreement: { title: 'Walk', body: 'Walk' } },
  publishIntegrationAgreement: { latestVersion: 0, agreement: { title: 'Walk', body: 'Walk' } },
  saveTenantAccess: { version: 1, tenantAccess: { mode: 'all', enable: [], disable: [] } },
  saveJobTypeMapping: {
    version: 1,
    mappings: [{ partnerJobTypeId: newId(), standardJobTypeId: null }],
  },
  applyJobTypes: { previewId: newId() },
  addTrade: { name: 'Walk' },
  renameTrade: { version: 1, name: 'Walk' },
  addStandardJobType: { name: 'Walk' },
  renameStandardJobType: { version: 1, name: 'Walk' },
  retireStandardJobType: { version: 1 },
  restoreStandardJobType: { version: 1 },
  createCredential: {},
  resolveTenants: { ids: ['ext-1'] },
  sendTestEvent: { path: '/leads/accepted' },
  startRecovery: {
    integrationId: newId(),
    receiverId: null,
    since: '2026-01-01T00:00:00Z',
    what: 'failed',
  },
  rotateCredential: {},
  rotateSigningKey: {},
  restoreIntegration: {},
  revealCustomer: {},
  inviteStaff: { name: 'Walk', email: 'walk@example.com', role: 'viewer' },
  changeStaffRole: { role: 'viewer' },
  createApiKey: { name: 'Walk', role: 'viewer' },
};
