/** What the bytes of an upload are, whatever its name says; undefined for anything that is no logo. */
export type LogoKind = 'png' | 'jpeg' | 'svg';

export type LogoJudgement = { kind: LogoKind } | { refusal: string };

const accepted = 'Use a .jpeg, .png, .jpg or .svg file.';
const pngStart = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const jpegStart = Buffer.from([0xff, 0xd8, 0xff]);

/** Judges an upload by its file name and, above all, by its bytes. Pure; sizes in pixels are for the redrawing to say. */
export function judgeLogo(fileName: string, bytes: Buffer): LogoJudgement {
  if (!/\.(?:jpe?g|png|svg)$/i.test(fileName)) {
    return { refusal: `This file type is not accepted. ${accepted}` };
  }
  if (bytes.length === 0) return { refusal: `The file is empty. ${accepted}` };
  if (bytes.subarray(0, pngStart.length).equals(pngStart)) return judgePng(bytes);
  if (bytes.subarray(0, jpegStart.length).equals(jpegStart)) return { kind: 'jpeg' };
  return judgeSvg(bytes);
}

/** An animated PNG declares itself by an `acTL` chunk before the first `IDAT` (PNG, third edition, §11.3.4). */
function judgePng(bytes: Buffer): LogoJudgement {
  let offset = pngStart.length;
  while (offset + 8 <= bytes.length) {
    const type = bytes.toString('latin1', offset + 4, offset + 8);
    if (type === 'acTL') return { refusal: 'Animated pictures are not accepted. Use a still one.' };
    if (type === 'IDAT') break;
    offset += 12 + bytes.readUInt32BE(offset);
  }
  return { kind: 'png' };
}

function judgeSvg(bytes: Buffer): LogoJudgement {
  const text = decodeUtf8(bytes);
  if (text === undefined || !/<(?:[\w.-]+:)?svg[\s>/]/i.test(text)) {
    return {
      refusal: `What is in the file is neither a JPEG, a PNG nor an SVG, whatever its name says. ${accepted}`,
    };
  }
  if (/<!ENTITY/i.test(text)) {
    return { refusal: 'The SVG declares entities. Export it as plain SVG, or as PNG.' };
  }
  // A small file can unfold into gigabytes of pixels here.
  if (/<(?:[\w.-]+:)?(?:image|feImage)[\s>/]/i.test(text)) {
    return { refusal: 'The SVG holds another picture inside. Export it as PNG instead.' };
  }
  return { kind: 'svg' };
}

function decodeUtf8(bytes: Buffer): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return text.includes('\0') ? undefined : text;
  } catch {
    return undefined;
  }
}
