import type { Urls } from '@leads/contract/integration-sections';
import type { z } from 'zod';
import type { DescribedPart } from '../set-up/conflict/compare-versions.ts';

/** URLs in the form's words; of a Client Secret only whether there is a new one. */
export function describeUrls(urls: z.input<typeof Urls>): DescribedPart[] {
  const text = (value: string | null): string => value ?? '';
  return [
    { key: 'pairingUrl', label: 'Partner Pairing URL', text: text(urls.pairingUrl) },
    {
      key: 'configurationEndpoint',
      label: 'Configuration Endpoint',
      text: text(urls.configurationEndpoint),
    },
    { key: 'clientId', label: 'Client ID', text: text(urls.clientId) },
    {
      key: 'clientSecret',
      label: 'Client Secret',
      text: text(urls.clientSecret) === '' ? 'As it is stored' : 'A new secret',
    },
    {
      key: 'clientSecretExpiresOn',
      label: 'Client Secret expires on',
      text: text(urls.clientSecretExpiresOn),
    },
    { key: 'scopes', label: 'Scopes', text: text(urls.scopes) },
  ];
}
