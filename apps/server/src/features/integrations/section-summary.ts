import { sections } from '@leads/contract/integration-sections';
import type { Section, SectionState } from '@leads/contract/integration-sections';
import {
  tenantAuthorizationLabels,
  type PartnerAuthorizationType,
} from '@leads/contract/integration-general';
import type { Integration } from '@leads/contract/integrations';
import { judgeSection } from './completeness.ts';
import type { SetUpFacts } from './set-up-facts.ts';

/** What the one-line summaries say beyond what completeness needs. */
export interface SectionDetails {
  general: Integration['general'];
  jobTypes: { total: number; mapped: number; standardTypes: number };
  extraDetailCount: number;
  webhooks: Integration['webhooks'];
  isSigned: boolean;
  urls: { pairingUrl: string | null; configurationEndpoint: string | null; scopes: string | null };
  clientSecretExpiresOn: string | null;
  enabledTenantCount: number;
  /** `YYYY-MM-DD` in UTC. */
  today: string;
}

/** The six cards of the screen: state, reason, warning, summary and the version a save must name. */
export function describeSections(facts: SetUpFacts, details: SectionDetails): SectionState[] {
  return sections.map((section) => {
    const judgement = judgeSection(section, facts);
    const isSetUp = judgement.state !== 'not_set_up';
    return {
      section,
      ...judgement,
      warning: isSetUp ? warningOf(section, facts, details) : null,
      summary: isSetUp ? summaryOf(section, facts, details) : '',
      ...facts.sections[section],
    };
  });
}

function warningOf(section: Section, facts: SetUpFacts, details: SectionDetails): string | null {
  switch (section) {
    case 'job_types': {
      const unmapped = details.jobTypes.total - details.jobTypes.mapped;
      return unmapped === 0 ? null : `${count(unmapped)} not mapped`;
    }
    case 'webhooks':
      return facts.webhooks.anyOn
        ? null
        : 'All webhooks are off, so the partner hears nothing back';
    case 'urls':
      return warnOfExpiry(facts, details);
    case 'tenant_access':
      return facts.tenantAccessMode === 'specific' && details.enabledTenantCount === 0
        ? 'No tenant can connect yet'
        : null;
    default:
      return null;
  }
}

const warnAheadDays = 30;

function warnOfExpiry(
  { tenantAuthorizationType }: SetUpFacts,
  { clientSecretExpiresOn, today }: SectionDetails,
): string | null {
  if (tenantAuthorizationType !== 'open_id_connect' || clientSecretExpiresOn === null) return null;
  const daysLeft = (Date.parse(clientSecretExpiresOn) - Date.parse(today)) / 86_400_000;
  if (daysLeft < 0) return `The Client Secret expired on ${clientSecretExpiresOn}`;
  return daysLeft <= warnAheadDays ? `The Client Secret expires on ${clientSecretExpiresOn}` : null;
}

function summaryOf(section: Section, facts: SetUpFacts, details: SectionDetails): string {
  switch (section) {
    case 'general':
      return summarizeGeneral(details);
    case 'job_types':
      return summarizeJobTypes(details);
    case 'extra_details':
      return details.extraDetailCount === 0
        ? 'No parameters'
        : plural(details.extraDetailCount, 'parameter');
    case 'webhooks':
      return summarizeWebhooks(details);
    case 'urls':
      return summarizeUrls(facts, details);
    case 'tenant_access':
      if (facts.tenantAccessMode === 'all') return 'All tenants';
      return `Only specific tenants · ${count(details.enabledTenantCount)} enabled`;
  }
}

const shortPartnerAuthorization: Record<PartnerAuthorizationType, string> = {
  oauth2_client_credentials: 'Client credentials',
  api_key: 'API Key',
  http_basic: 'HTTP Basic',
};

function summarizeGeneral({ general }: SectionDetails): string {
  return [
    tenantAuthorizationLabels[general.tenantAuthorizationType],
    shortPartnerAuthorization[general.partnerAuthorizationType],
    general.multiAccount ? 'several accounts' : 'one account',
  ].join(' · ');
}

function summarizeJobTypes({ jobTypes }: SectionDetails): string {
  const { total, mapped, standardTypes } = jobTypes;
  if (total === 0) return 'No partner job types';
  const mappedWords =
    mapped === 0
      ? 'none mapped'
      : `${count(mapped)} mapped to ${plural(standardTypes, 'standard type')}`;
  return `${plural(total, 'partner job type')} · ${mappedWords}`;
}

function summarizeWebhooks({ webhooks, isSigned }: SectionDetails): string {
  const { accept, decline, appointments, invoice } = webhooks.leadEvents;
  const events = [
    ...(accept ? ['Accept'] : []),
    ...(decline ? ['Decline'] : []),
    ...(appointments ? ['Appointments'] : []),
    ...(invoice ? ['Invoice'] : []),
  ];
  const on = [
    ...(webhooks.accounts ? ['Accounts'] : []),
    ...(webhooks.profiles ? ['Profiles'] : []),
    ...(webhooks.services ? ['Services'] : []),
    ...(webhooks.availability ? ['Real-time Availability'] : []),
    ...(webhooks.leads ? [`Leads (${events.join(', ')})`] : []),
  ];
  if (on.length === 0) return 'All off';
  return `${on.join(', ')} · ${isSigned ? 'signed' : 'not signed'}`;
}

function summarizeUrls(facts: SetUpFacts, { urls }: SectionDetails): string {
  if (facts.tenantAuthorizationType === 'st_pairing') return urls.pairingUrl ?? '';
  return [
    ...(urls.configurationEndpoint === null ? [] : [urls.configurationEndpoint]),
    ...(urls.scopes === null ? [] : [`scopes ${urls.scopes}`]),
  ].join(' · ');
}

function count(value: number): string {
  return value.toLocaleString('en');
}

function plural(value: number, noun: string): string {
  return `${count(value)} ${noun}${value === 1 ? '' : 's'}`;
}
