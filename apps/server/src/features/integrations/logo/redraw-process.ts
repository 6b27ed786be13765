/**
 * Runs as a process of its own and redraws one picture to PNG: a hostile file can hold a drawing library for minutes,
 * and only a process can be ended from outside at any moment. Imports nothing of ours, is given no environment.
 */
import sharp from 'sharp';
import type { LogoKind } from './logo-kind.ts';

const sideMaxIn = 4096;
const sideMaxOut = 512;

export interface RedrawRequest {
  kind: LogoKind;
  bytes: Buffer;
}
export type RedrawReply = { ready: true } | { png: Buffer } | { refusal: string };

sharp.cache(false);
sharp.concurrency(1);
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['VipsForeignLoadPng', 'VipsForeignLoadJpeg', 'VipsForeignLoadSvg'],
});

process.once('message', async (request) => {
  const reply = await redraw(request as RedrawRequest);
  process.send?.(reply, () => process.disconnect?.());
});
process.send?.({ ready: true } satisfies RedrawReply);

async function redraw({ kind, bytes }: RedrawRequest): Promise<RedrawReply> {
  const options = { limitInputPixels: sideMaxIn * sideMaxIn, failOn: 'error' } as const;
  try {
    const { width, height, format, pages = 1 } = await sharp(bytes, options).metadata();
    if (format !== kind) return { refusal: unreadable };
    if (pages > 1) return { refusal: 'Animated pictures are not accepted. Use a still one.' };
    if (width > sideMaxIn || height > sideMaxIn) return { refusal: tooLarge };
    const png = await sharp(bytes, options)
      .autoOrient()
      .resize({
        width: sideMaxOut,
        height: sideMaxOut,
        fit: 'inside',
        withoutEnlargement: kind !== 'svg',
      })
      .toColourspace('srgb')
      .png({ compressionLevel: 9 })
      .toBuffer();
    return { png };
  } catch (err) {
    const isTooLarge = err instanceof Error && err.message.includes('exceeds pixel limit');
    return { refusal: isTooLarge ? tooLarge : unreadable };
  }
}

const tooLarge = 'The picture is larger than 4,096 pixels on a side. Make it smaller.';
const unreadable = 'The picture cannot be read; it may be damaged. Export it again.';
