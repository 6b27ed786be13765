import { Problem } from '@leads/contract/problem';

const byteOrderMarks = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
] as const;

/**
 * Text of an uploaded file: UTF-8 with or without a byte order mark, or UTF-16 with one.
 * @throws Problem `file_refused` for anything else, such as an Excel workbook or an image
 */
export function decodeText(bytes: Uint8Array): string {
  const mark = byteOrderMarks.find((one) =>
    one.bytes.every((byte, index) => bytes[index] === byte),
  );
  const text = decodeAs(bytes, mark?.encoding ?? 'utf-8');
  if (text === undefined || text.includes('\0')) {
    throw new Problem('file_refused', {
      detail:
        'This is not a text file in UTF-8 or UTF-16. In your spreadsheet choose "Save as" and the type CSV UTF-8, then choose that file.',
    });
  }
  return text;
}

function decodeAs(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
