import type { Delivery, DeliveryRow } from '@leads/contract/deliveries';
import type { StateTone } from '#web/ui/show/state-pill.tsx';

export const deliveryStateWords: Record<DeliveryRow['state'], { tone: StateTone; label: string }> =
  {
    waiting: { tone: 'busy', label: 'Waiting' },
    succeeded: { tone: 'good', label: 'Succeeded' },
    failed: { tone: 'bad', label: 'Failed' },
  };

/** A duration for people: "38 ms", "1.2 s". */
export function toDurationWords(ms: number | null): string {
  if (ms === null) return '–';
  return ms < 1000
    ? `${ms.toLocaleString()} ms`
    : `${(ms / 1000).toLocaleString(undefined, { maximumFractionDigits: 1 })} s`;
}

/** A message's JSON with line breaks; other text as it is. */
export function toReadableBody(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

/** The message as a command line, for trying the partner's address by hand. It carries no signature. */
export function toCurl({ url, body }: Pick<Delivery, 'url' | 'body'>): string {
  const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
  return `curl -X POST ${quote(url)} \\\n  -H 'content-type: application/json' \\\n  --data-raw ${quote(body)}`;
}
