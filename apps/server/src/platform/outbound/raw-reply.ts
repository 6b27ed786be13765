import type { Dispatcher } from 'undici';
import { OutboundFailure } from './outbound-failure.ts';

/** Names in lower case. */
export type ReplyHeaders = Dispatcher.ResponseData['headers'];

export interface RawReply {
  status: number;
  headers: ReplyHeaders;
  /** As it was sent: perhaps compressed. */
  body: Buffer;
}

/** Servers that compress although we ask them not to; '' where the body is as it is. */
export function encodingOf(headers: ReplyHeaders): string {
  const named = headers['content-encoding'];
  if (named === undefined) return '';
  const encoding = String(named).trim().toLowerCase();
  return encoding === 'identity' ? '' : encoding;
}

export function toTooLarge(host: string, bytesMax: number): OutboundFailure {
  return new OutboundFailure(
    'too_large',
    `The answer of ${host} is larger than ${Math.ceil(bytesMax / 1024)} kB.`,
  );
}
