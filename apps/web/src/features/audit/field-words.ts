/** Fields by the names that the screens give them. */
const fieldWords: Record<string, string> = {
  name: 'Partner Name',
  description: 'Description',
  tenantAuthorizationType: 'Tenant Authorization Type',
  partnerAuthorizationType: 'Partner Authorization Type',
  multiAccount: 'Multi account support',
  technicalContactEmail: 'Technical contact e-mail',
  rows: 'Parameters',
  parameter: 'Parameter',
  displayName: 'Display Name',
  accounts: 'Accounts',
  profiles: 'Profiles',
  services: 'Services',
  availability: 'Real-time Availability',
  leads: 'Leads',
  leadEvents: 'Leads',
  accept: 'Accept',
  decline: 'Decline',
  appointments: 'Appointments',
  invoice: 'Invoice',
  urlPrefix: 'WebHook URL',
  pairingUrl: 'Partner Pairing URL',
  configurationEndpoint: 'Configuration Endpoint',
  clientId: 'Client ID',
  clientSecret: 'Client Secret',
  clientSecretStored: 'Client Secret stored',
  clientSecretReplaced: 'Client Secret replaced',
  clientSecretExpiresOn: 'Client Secret expires on',
  scopes: 'Scopes',
  mode: 'Access',
  enabledCount: 'Tenants enabled',
  enabled: 'Enabled',
  disabled: 'Disabled',
  status: 'Status',
  state: 'State',
  jobTypes: 'Partner job types',
  mapped: 'Mapped',
  sha256: 'Logo',
  accountId: 'Account',
  expiresAt: 'Expires',
  revokedAt: 'Revoked',
  lastUsedAt: 'Last used',
  ipAddress: 'Address',
  overlapHours: 'Overlap in hours',
  role: 'Role',
  email: 'E-mail',
};

const valueWords: Record<string, string> = {
  open_id_connect: 'Open ID Connect',
  st_pairing: 'ST Pairing',
  oauth2_client_credentials: 'OAuth 2.0 Client Credentials',
  api_key: 'API Key',
  http_basic: 'HTTP Basic',
  all: 'All tenants',
  specific: 'Only specific tenants',
};

/** "leadEvents", "accept" → "Leads: Accept". */
export function toFieldWords(path: readonly (string | number)[]): string {
  return path.map((step) => (typeof step === 'number' ? `${step + 1}` : wordsOf(step))).join(': ');
}

function wordsOf(name: string): string {
  const known = fieldWords[name];
  if (known !== undefined) return known;
  // Keys that are data, such as a partner job type's id, stay as they are.
  if (!/^[a-z]+([A-Z][a-z]*)*$/.test(name)) return name;
  const words = name.replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A value as a person would say it. */
export function toValueWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–';
  if (value === true) return 'On';
  if (value === false) return 'Off';
  if (typeof value === 'number') return value.toLocaleString();
  if (typeof value === 'string') return valueWords[value] ?? value;
  if (Array.isArray(value)) return value.map(toItemWords).join(', ');
  return toItemWords(value);
}

/** An entry of a list on one line: "leadCost · Lead cost". */
export function toItemWords(item: unknown): string {
  if (item === null || typeof item !== 'object') return toValueWords(item);
  return Object.values(item)
    .map((value) => toValueWords(value))
    .filter((words) => words !== '–')
    .join(' · ');
}
