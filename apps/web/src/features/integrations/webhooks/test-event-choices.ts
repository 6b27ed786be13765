import type { Integration } from '@leads/contract/integrations';
import { webhookPaths, type WebhookPath } from '@leads/contract/test-events';

type Webhooks = Integration['webhooks'];

/** Whether the message would be sent for real, as the switches stand. */
function isOn(path: WebhookPath, webhooks: Webhooks): boolean {
  const { leads, leadEvents } = webhooks;
  switch (path) {
    case '/leads/accepted':
      return leads && leadEvents.accept;
    case '/leads/declined':
      return leads && leadEvents.decline;
    case '/leads/invoiced':
      return leads && leadEvents.invoice;
    case '/accounts/updated':
      return webhooks.accounts;
    case '/profiles/updated':
      return webhooks.profiles;
    case '/services/updated':
      return webhooks.services;
    case '/availability/updated':
      return webhooks.availability;
    default:
      return leads && leadEvents.appointments;
  }
}

/** What can be chosen, those that are switched on first. */
export function testEventGroups(webhooks: Webhooks) {
  const toItem = (path: WebhookPath) => ({ value: path, label: path.slice(1) });
  const groups = [
    {
      group: 'Switched on',
      items: webhookPaths.filter((path) => isOn(path, webhooks)).map(toItem),
    },
    {
      group: 'Switched off: only tests are sent',
      items: webhookPaths.filter((path) => !isOn(path, webhooks)).map(toItem),
    },
  ];
  return groups.filter(({ items }) => items.length > 0);
}
