import type { OneTimeLink } from '@leads/contract/staff';
import { SecretPanel } from '#web/ui/form/secret-panel.tsx';
import { toExactTime } from '#web/ui/show/time-words.ts';

export interface LinkPanelProps {
  name: string;
  link: OneTimeLink;
  onDone: () => void;
}

/** A new one-time link, to be handed over by whoever made it. */
export function LinkPanel({ name, link, onDone }: LinkPanelProps) {
  return (
    <SecretPanel
      title={`One-time link for ${name}`}
      values={[{ label: 'Link', value: link.url }]}
      help={`It sets a password, works once, and ends on ${toExactTime(new Date(link.expiresAt))}. It is shown only now, and no e-mail is sent: hand it over yourself, by a channel that you trust.`}
      onDone={onDone}
    />
  );
}
