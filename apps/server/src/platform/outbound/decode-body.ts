import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { toTooLarge } from './exchange.ts';
import type { RawReply } from './exchange.ts';
import { OutboundFailure } from './outbound-failure.ts';

/** We ask for `identity`; servers that compress all the same are understood. */
const decoderByEncoding = new Map([
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  ['deflate', promisify(inflate)],
  ['br', promisify(brotliDecompress)],
]);

export function isEncoded({ headers }: Pick<RawReply, 'headers'>): boolean {
  return encodingOf(headers) !== '';
}

/**
 * The body as it was before the server compressed it; stops at `bytesMax`, so that a few bytes
 * cannot become gigabytes.
 * @throws OutboundFailure `too_large`, `protocol`; and what zlib throws for broken data
 */
export async function decodeBody({ headers, body }: RawReply, host: string, bytesMax: number): Promise<Buffer> {
  if (body.length === 0) return body;
  const decode = decoderByEncoding.get(encodingOf(headers));
  if (decode === undefined) {
    throw new OutboundFailure('protocol', `${host} answered in a content encoding that we did not ask for.`);
  }
  try {
    return await decode(body, { maxOutputLength: bytesMax });
  } catch (err) {
    const isTooLarge = err instanceof Error && 'code' in err && err.code === 'ERR_BUFFER_TOO_LARGE';
    throw isTooLarge ? toTooLarge(host, bytesMax) : err;
  }
}

function encodingOf(headers: RawReply['headers']): string {
  const named = String(headers['content-encoding'] ?? '')
    .trim()
    .toLowerCase();
  return named === 'identity' ? '' : named;
}
