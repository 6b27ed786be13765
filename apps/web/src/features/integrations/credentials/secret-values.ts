import type { NewCredential } from '@leads/contract/credentials';

/** What is handed over to the partner, named as its kind of credential names it; a link instead of the secret where one was made. */
export function toSecretValues(made: NewCredential): { label: string; value: string }[] {
  const { credential, handOver } = made;
  if (handOver !== null) {
    return [
      { label: 'Client ID', value: credential.clientId },
      { label: 'One-time link', value: handOver.url },
    ];
  }
  const secret = made.secret ?? '';
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
