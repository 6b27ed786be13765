import type { NewCredential } from '@leads/contract/credentials';
import type { z } from 'zod';

export type Made = z.output<typeof NewCredential>;

/** What is handed over to the partner, named as its kind of credential names it. */
export function toSecretValues({ credential, secret }: Made): { label: string; value: string }[] {
  switch (credential.kind) {
    case 'oauth2_client_credentials':
      return [
        { label: 'Client ID', value: credential.clientId },
        { label: 'Client Secret', value: secret },
      ];
    case 'api_key':
      return [{ label: 'API Key (header x-api-key)', value: secret }];
    case 'http_basic':
      return [
        { label: 'User name', value: credential.clientId },
        { label: 'Password', value: secret },
      ];
  }
}
