import {
  partnerAuthorizationLabels,
  tenantAuthorizationLabels,
} from '@leads/contract/integration-general';
import type { DescribedPart } from '../set-up/conflict/compare-versions.ts';
import type { GeneralInput } from './save-general.ts';

/** General Information in the form's words. */
export function describeGeneral(general: GeneralInput): DescribedPart[] {
  const { tenantAuthorizationType, partnerAuthorizationType } = general;
  return [
    { key: 'name', label: 'Partner Name', text: general.name },
    { key: 'description', label: 'Description', text: general.description },
    {
      key: 'tenantAuthorizationType',
      label: 'Tenant Authorization Type',
      text: tenantAuthorizationLabels[tenantAuthorizationType],
    },
    {
      key: 'partnerAuthorizationType',
      label: 'Partner Authorization Type',
      text: partnerAuthorizationLabels[partnerAuthorizationType],
    },
    {
      key: 'multiAccount',
      label: 'Multi account support',
      text: general.multiAccount ? 'On' : 'Off',
    },
    {
      key: 'technicalContactEmail',
      label: 'Technical contact e-mail',
      text: general.technicalContactEmail ?? '',
    },
  ];
}
