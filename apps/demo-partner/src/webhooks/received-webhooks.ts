/** One webhook as it came in, and what became of it. */
export interface ReceivedWebhook {
  /** Counts up from 1; never used twice while the process lives. */
  readonly sequence: number;
  readonly receivedAt: string;
  readonly path: string;
  readonly webhookId: string | null;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed when it is JSON, else text. */
  readonly body: unknown;
  /** True when only the beginning was kept. */
  readonly bodyCut: boolean;
  readonly verified: boolean;
  /** Why it is not verified. */
  readonly reason: string | null;
  /** A webhook with this id came before: at least once means it may come again. */
  readonly duplicate: boolean;
  readonly answeredStatus: number;
}

export interface ReceivedWebhooks {
  add(webhook: Omit<ReceivedWebhook, 'sequence' | 'duplicate'>): ReceivedWebhook;
  /** Newest first. */
  list(): readonly ReceivedWebhook[];
  /** Oldest first, those after the given sequence number. */
  listSince(sequence: number): readonly ReceivedWebhook[];
  clear(): void;
}

const KEPT_MAX = 500;
const KNOWN_IDS_MAX = 10_000;

export function createReceivedWebhooks(options: { onChange: () => void }): ReceivedWebhooks {
  let kept: ReceivedWebhook[] = [];
  let sequence = 0;
  const knownIds = new Set<string>();

  function isRepeat(webhookId: string | null): boolean {
    if (webhookId === null) return false;
    if (knownIds.has(webhookId)) return true;
    knownIds.add(webhookId);
    const [oldest] = knownIds;
    if (knownIds.size > KNOWN_IDS_MAX && oldest !== undefined) knownIds.delete(oldest);
    return false;
  }

  return {
    add(webhook) {
      sequence += 1;
      const added = { ...webhook, sequence, duplicate: isRepeat(webhook.webhookId) };
      kept = [added, ...kept].slice(0, KEPT_MAX);
      options.onChange();
      return added;
    },
    list: () => kept,
    listSince: (after) => kept.filter((webhook) => webhook.sequence > after).toReversed(),
    clear() {
      kept = [];
      knownIds.clear();
      options.onChange();
    },
  };
}
