import { z } from 'zod';

const Hint = z.object({
  topic: z.string(),
  id: z.string(),
  /** Whose doing it was, where their own page knows it already. */
  byUserId: z.string().optional(),
});
export type Hint = z.output<typeof Hint>;

export type LiveState = 'connecting' | 'live';

export interface LiveListener {
  onHint: (hint: Hint) => void;
  /** Hints may have been missed: look again at everything. */
  onRefresh: () => void;
  onState: (state: LiveState) => void;
}

const refreshEveryMs = 30_000;

/**
 * One server-sent event stream for an address, shared by all its listeners. It is closed while the page is hidden, and
 * opened anew, with a refresh, when the page is seen again. Hints say what changed, never what it is now.
 */
class LiveStream {
  readonly listeners = new Set<LiveListener>();
  state: LiveState = 'connecting';
  readonly #url: string;
  #source: EventSource | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(url: string) {
    this.#url = url;
  }

  start(): void {
    document.addEventListener('visibilitychange', this.#follow);
    this.#follow();
  }

  stop(): void {
    document.removeEventListener('visibilitychange', this.#follow);
    this.#close();
  }

  readonly #follow = (): void => {
    if (document.hidden) this.#close();
    else this.#open();
  };

  #open(): void {
    if (this.#source !== undefined) return;
    this.#connect();
    this.#timer = setInterval(() => {
      // A browser gives up for good when the stream is refused; it reconnects by itself in all other cases.
      if (this.#source?.readyState === EventSource.CLOSED) this.#connect();
      for (const listener of this.listeners) listener.onRefresh();
    }, refreshEveryMs);
  }

  #connect(): void {
    const source = new EventSource(this.#url);
    this.#source = source;
    source.addEventListener('open', () => {
      this.#setState('live');
      for (const listener of this.listeners) listener.onRefresh();
    });
    source.addEventListener('error', () => this.#setState('connecting'));
    source.addEventListener('hint', (event: MessageEvent<string>) => {
      const hint = parseHint(event.data);
      if (hint !== undefined) for (const listener of this.listeners) listener.onHint(hint);
    });
  }

  #close(): void {
    clearInterval(this.#timer);
    this.#source?.close();
    this.#source = undefined;
    this.#setState('connecting');
  }

  #setState(state: LiveState): void {
    this.state = state;
    for (const listener of this.listeners) listener.onState(state);
  }
}

const streams = new Map<string, LiveStream>();

/** Listens to the hints of an address; the returned function ends it, and the stream with its last listener. */
export function openLiveStream(url: string, listener: LiveListener): () => void {
  let stream = streams.get(url);
  if (stream === undefined) {
    stream = new LiveStream(url);
    streams.set(url, stream);
    stream.listeners.add(listener);
    stream.start();
  } else {
    stream.listeners.add(listener);
    listener.onState(stream.state);
  }
  const joined = stream;
  return () => {
    joined.listeners.delete(listener);
    if (joined.listeners.size > 0) return;
    joined.stop();
    streams.delete(url);
  };
}

/** A hint that is not JSON or lacks its topic is left out: the refresh every 30 s covers it. */
export function parseHint(text: string): Hint | undefined {
  try {
    return Hint.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
