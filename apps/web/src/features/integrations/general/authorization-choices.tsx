import {
  partnerAuthorizationLabels,
  partnerAuthorizationTypes,
  tenantAuthorizationLabels,
  tenantAuthorizationTypes,
  type PartnerAuthorizationType,
  type TenantAuthorizationType,
} from '@leads/contract/integration-general';
import type { Choice } from '#web/ui/form/choice-cards.tsx';

const tenantSentences: Record<TenantAuthorizationType, string> = {
  open_id_connect:
    'Tenants sign in on the partner’s website with their own account there. Gives accurate data, tracks sessions, and is the most convenient for tenants.',
  st_pairing:
    'The tenant’s account information here is matched with the partner’s account. No sign-in at the partner.',
};

export const tenantChoices: Choice<TenantAuthorizationType>[] = tenantAuthorizationTypes.map(
  (value) => ({
    value,
    label: tenantAuthorizationLabels[value],
    description: tenantSentences[value],
    recommended: value === 'open_id_connect',
  }),
);

const partnerSentences: Record<PartnerAuthorizationType, string> = {
  oauth2_client_credentials: 'The partner trades its client id and secret for short-lived tokens.',
  api_key: 'The partner sends one key in the header x-api-key.',
  http_basic: 'The partner sends user name and password with each request.',
};

export const partnerChoices: Choice<PartnerAuthorizationType>[] = partnerAuthorizationTypes.map(
  (value) => ({
    value,
    label: partnerAuthorizationLabels[value],
    description: partnerSentences[value],
    recommended: value === 'oauth2_client_credentials',
  }),
);
