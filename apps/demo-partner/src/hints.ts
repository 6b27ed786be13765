import { EventEmitter } from 'node:events';

type HintTopic = 'received' | 'pairing';

/** Tells open pages that something changed; carries no data, pages read anew. */
export interface Hints {
  send(topic: HintTopic): void;
  /** @returns the function that ends the subscription. */
  subscribe(listener: (topic: HintTopic) => void): () => void;
}

export function createHints(): Hints {
  const emitter = new EventEmitter().setMaxListeners(0);
  return {
    send: (topic) => void emitter.emit('hint', topic),
    subscribe(listener) {
      emitter.on('hint', listener);
      return () => void emitter.off('hint', listener);
    },
  };
}
