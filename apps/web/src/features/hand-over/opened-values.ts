import type { ReplyOf } from '@leads/contract/endpoint';
import type { openHandOver } from '@leads/contract/hand-over';

/** What the partner's people copy, named as its kind of credential names it. */
export function toOpenedValues(
  opened: ReplyOf<typeof openHandOver>,
): { label: string; value: string }[] {
  const { kind, clientId, secret, tokenUrl, apiUrl } = opened;
  const names = {
    oauth2_client_credentials: ['Client ID', 'Client Secret'],
    api_key: [undefined, 'API Key (header x-api-key)'],
    http_basic: ['User name', 'Password'],
  } as const;
  const [idName, secretName] = names[kind];
  return [
    ...(idName === undefined ? [] : [{ label: idName, value: clientId }]),
    { label: secretName, value: secret },
    ...(tokenUrl === null ? [] : [{ label: 'Token URL', value: tokenUrl }]),
    { label: 'API address', value: apiUrl },
  ];
}
