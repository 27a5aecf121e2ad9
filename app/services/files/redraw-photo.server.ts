import type { Sharp } from 'sharp';
import { longestSide, mostPixels, type FileType } from '#app/domain/files/attachment.ts';
import type { Pixels } from '#app/domain/files/pixels.ts';

export type Redrawn = {
  type: Extract<FileType, 'jpeg' | 'png' | 'webp'>;
  bytes: Buffer;
  pixels: Pixels;
  /** A small WebP. */
  thumbnail: Buffer;
};

const thumbnailSide = 320;
const secondsAtMost = 20;
/** What is larger as PNG is a photo, and kept as one. */
const largestPng = 4 * 1024 * 1024;

/**
 * libvips' other readers, which nothing from outside may reach. Named one by one: to forbid all and allow some again would
 * stand in the way of whatever is being read at that moment.
 */
const forbidden = [
  'Svg',
  'Tiff',
  'Heif',
  'Pdf',
  'Magick',
  'Magick7',
  'OpenExr',
  'Openslide',
  'Fits',
  'Uhdr',
  'Jxl',
  'Jp2k',
  'Ppm',
  'Rad',
  'Csv',
]
  .concat(['Matrix', 'Raw', 'Vips', 'Analyze', 'Mat', 'Nifti', 'Dcraw'])
  .map((name) => `VipsForeignLoad${name}`);

/**
 * Draws a photo anew: what was in the file besides the picture (place, camera, owner, another file behind it) is not in the
 * new one, and it is turned as it is meant to be seen. Of an animation the first picture is kept. Null when it cannot be
 * read to its end.
 */
export async function redrawPhoto(
  type: Exclude<FileType, 'heic' | 'mp4' | 'mov' | 'pdf'>,
  bytes: Uint8Array,
): Promise<Redrawn | null> {
  const { default: sharp } = await import('sharp');
  sharp.block({ operation: forbidden });
  const photo = sharp(bytes, { failOn: 'error', limitInputPixels: mostPixels, pages: 1, sequentialRead: true })
    .timeout({ seconds: secondsAtMost })
    .autoOrient()
    .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true });
  try {
    const { data, info } = await written(photo, type);
    const small = sharp(data).resize({
      width: thumbnailSide,
      height: thumbnailSide,
      fit: 'inside',
      withoutEnlargement: true,
    });
    const thumbnail = await small.webp({ quality: 70 }).toBuffer();
    return {
      type: info.format as Redrawn['type'],
      bytes: data,
      pixels: { width: info.width, height: info.height },
      thumbnail,
    };
  } catch (error) {
    // sharp says by plain errors that a picture cannot be read; what is ours to mend has a type.
    if (error instanceof TypeError || error instanceof RangeError) throw error;
    return null;
  }
}

async function written(photo: Sharp, type: FileType) {
  const asJpeg = () =>
    photo.clone().flatten({ background: '#fff' }).jpeg({ quality: 85 }).toBuffer({ resolveWithObject: true });
  if (type === 'jpeg') return asJpeg();
  if (type === 'webp') return photo.webp({ quality: 85 }).toBuffer({ resolveWithObject: true });
  const png = await photo.clone().png().toBuffer({ resolveWithObject: true });
  return png.data.length > largestPng ? asJpeg() : png;
}
