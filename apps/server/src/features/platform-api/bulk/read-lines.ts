export interface Line {
  /** From 1. */
  number: number;
  /** Undefined when the line is too long or not UTF-8; `fault` says so. */
  text: string | undefined;
  fault: string | undefined;
}

/**
 * Cuts a stream of bytes into lines, as they come, and holds no more than one of them. CRLF ends a line as LF does; the
 * last one needs no end. A line beyond the limit is skipped and told as too long.
 */
export async function* readLines(
  source: AsyncIterable<Uint8Array>,
  { lineBytesMax }: { lineBytesMax: number },
): AsyncGenerator<Line> {
  let parts: Uint8Array[] = [];
  let bytes = 0;
  let number = 0;
  const take = (part: Uint8Array) => {
    bytes += part.length;
    if (bytes > lineBytesMax + 1) parts = [];
    else parts.push(part);
  };
  const finish = (): Line => {
    number += 1;
    const line = toLine({ number, parts, bytes, lineBytesMax });
    parts = [];
    bytes = 0;
    return line;
  };
  for await (const chunk of source) {
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, start)) {
      take(chunk.subarray(start, end));
      yield finish();
      start = end + 1;
    }
    take(chunk.subarray(start));
  }
  if (bytes > 0) yield finish();
}

const lineFeed = 0x0a;
const decoder = new TextDecoder('utf-8', { fatal: true });

function toLine({
  number,
  parts,
  bytes,
  lineBytesMax,
}: {
  number: number;
  parts: readonly Uint8Array[];
  bytes: number;
  lineBytesMax: number;
}): Line {
  const refuse = (fault: string): Line => ({ number, text: undefined, fault });
  const tooLong = `The line is longer than ${lineBytesMax / 1024} kB.`;
  if (bytes > lineBytesMax + 1) return refuse(tooLong);
  try {
    const text = decoder.decode(Buffer.concat(parts)).replace(/\r$/, '');
    return Buffer.byteLength(text) > lineBytesMax
      ? refuse(tooLong)
      : { number, text, fault: undefined };
  } catch {
    return refuse('The line is not UTF-8.');
  }
}
