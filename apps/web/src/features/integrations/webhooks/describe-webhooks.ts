import type { Webhooks } from '@leads/contract/integration-sections';
import type { z } from 'zod';
import type { DescribedPart } from '../set-up/conflict/compare-versions.ts';
import { leadEventChoices, webhookChoices } from './webhook-choices.ts';

/** Webhooks in the form's words. */
export function describeWebhooks(webhooks: z.input<typeof Webhooks>): DescribedPart[] {
  return [
    ...webhookChoices.map(({ name, label }) => ({
      key: name,
      label,
      text: toWord(webhooks[name]),
    })),
    ...leadEventChoices.map(({ name, label }) => ({
      key: `leadEvents.${name}`,
      label: `Leads: ${label}`,
      text: toWord(webhooks.leadEvents[name]),
    })),
    { key: 'urlPrefix', label: 'WebHook URL', text: webhooks.urlPrefix ?? '' },
  ];
}

const toWord = (on: boolean): string => (on ? 'On' : 'Off');
