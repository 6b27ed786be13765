import { sections } from '@leads/contract/integration-sections';
import type { Section, SectionState } from '@leads/contract/integration-sections';
import type { MissingPart } from '@leads/contract/integrations';
import { hasOpenIdScope } from './scopes.ts';
import type { SetUpFacts } from './set-up-facts.ts';

export interface Judgement {
  state: SectionState['state'];
  /** What is missing, when incomplete. */
  reason: string | null;
}

const complete: Judgement = { state: 'complete', reason: null };
const incomplete = (reason: string): Judgement => ({ state: 'incomplete', reason });

/** Whether one section is complete (product section 4.1). Nothing that only deserves a warning makes it incomplete. */
export function judgeSection(section: Section, facts: SetUpFacts): Judgement {
  if (facts.sections[section].version === 0) return { state: 'not_set_up', reason: null };
  switch (section) {
    case 'general':
    case 'extra_details':
    case 'tenant_access':
      return complete;
    case 'job_types':
      return facts.hasMappedJobType ? complete : incomplete('No partner job type is mapped');
    case 'webhooks':
      return judgeWebhooks(facts);
    case 'urls':
      return judgeUrls(facts);
  }
}

/** ST Pairing needs no prefix: without one, messages go to the Partner Pairing URL. */
function judgeWebhooks({ tenantAuthorizationType, webhooks }: SetUpFacts): Judgement {
  const needsPrefix = webhooks.anyOn && tenantAuthorizationType === 'open_id_connect';
  return needsPrefix && webhooks.urlPrefix === null
    ? incomplete('The WebHook URL is missing')
    : complete;
}

/** What is stored was judged when it was saved, so presence is enough here. */
function judgeUrls({ tenantAuthorizationType, urls }: SetUpFacts): Judgement {
  if (tenantAuthorizationType === 'st_pairing') {
    return urls.pairingUrl === null ? incomplete('The Partner Pairing URL is missing') : complete;
  }
  const missing = [
    ...(urls.configurationEndpoint === null ? ['Configuration Endpoint'] : []),
    ...(urls.clientId === null ? ['Client ID'] : []),
    ...(urls.clientSecretStored ? [] : ['Client Secret']),
    ...(hasOpenIdScope(urls.scopes) ? [] : ['scope openid']),
  ];
  return missing.length === 0 ? complete : incomplete(`Missing: ${missing.join(', ')}`);
}

const notSetUp: Record<Section, string> = {
  general: 'General Information is not set up',
  job_types: 'No partner job type is mapped',
  extra_details: 'Extra Details are not saved yet; no rows are needed',
  webhooks: 'Webhooks are not set up',
  urls: 'URLs are not set up',
  tenant_access: 'Tenant Access is not set up, so no tenant can connect yet',
};

/** The sections that keep an integration from being complete, in the order of the screen. */
export function listMissingSections(facts: SetUpFacts): MissingPart[] {
  return sections.flatMap((section) => {
    const { state, reason } = judgeSection(section, facts);
    return state === 'complete' ? [] : [{ section, message: reason ?? notSetUp[section] }];
  });
}

/** All that activation still needs: the missing sections, and one live partner credential. */
export function listMissingParts(facts: SetUpFacts): MissingPart[] {
  return [
    ...listMissingSections(facts),
    ...(facts.hasLiveCredential
      ? []
      : [{ section: 'credentials' as const, message: 'No live partner credential exists' }]),
  ];
}
