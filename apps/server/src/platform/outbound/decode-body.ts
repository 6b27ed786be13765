import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { OutboundFailure } from './outbound-failure.ts';
import { encodingOf, toTooLarge } from './raw-reply.ts';
import type { RawReply } from './raw-reply.ts';

/** We ask for `identity`; servers that compress all the same are understood. */
const decoderByEncoding = new Map([
  ['gzip', promisify(gunzip)],
  ['x-gzip', promisify(gunzip)],
  ['deflate', promisify(inflate)],
  ['br', promisify(brotliDecompress)],
]);

/**
 * The body as it was before the server compressed it; stops at `bytesMax`, so that a few bytes
 * cannot become gigabytes.
 * @throws OutboundFailure `too_large`, `protocol`; and what zlib throws for broken data
 */
export async function decodeBody(
  { headers, body }: RawReply,
  host: string,
  bytesMax: number,
): Promise<Buffer> {
  const encoding = encodingOf(headers);
  if (encoding === '' || body.length === 0) return body;
  const decode = decoderByEncoding.get(encoding);
  if (decode === undefined) {
    throw new OutboundFailure(
      'protocol',
      `${host} answered in a content encoding that we did not ask for.`,
    );
  }
  try {
    return await decode(body, { maxOutputLength: bytesMax });
  } catch (err) {
    const isTooLarge = err instanceof Error && 'code' in err && err.code === 'ERR_BUFFER_TOO_LARGE';
    throw isTooLarge ? toTooLarge(host, bytesMax) : err;
  }
}
