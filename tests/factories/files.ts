/** Files as people and attackers send them, made here byte by byte. */
import { deflateRawSync } from 'node:zlib';
import sharp from 'sharp';

/** Stands in every place where a camera writes where it was. */
export const PLACE = '+50.0755+014.4378/';

const concat = (...parts: (Uint8Array | string)[]): Buffer =>
  Buffer.concat(parts.map((part) => Buffer.from(part as string)));

/** A photo from a phone that was held upright: 60 × 40 as stored, 40 × 60 as seen; with place, camera and owner. */
export async function phonePhoto(colour = '#c33'): Promise<Buffer> {
  const plain = sharp({ create: { width: 60, height: 40, channels: 3, background: colour } });
  // The upper left corner of what is stored is white: seen upright it is the upper right one.
  const corner = await sharp({ create: { width: 12, height: 12, channels: 3, background: '#fff' } })
    .png()
    .toBuffer();
  const exif = {
    IFD0: { Make: 'Phone', Model: 'Secret Model', Artist: PLACE, Orientation: '6' },
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '50/1 4/1 31/1', GPSLongitudeRef: 'E', GPSLongitude: '14/1 26/1 16/1' },
  };
  const composed = plain.composite([{ input: corner, left: 0, top: 0 }]);
  return composed.jpeg({ quality: 95 }).withExif(exif).withMetadata({ orientation: 6, exif }).toBuffer();
}

export const png = (width = 8, height = 8): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background: '#0a0' } })
    .png()
    .toBuffer();

/** A PNG whose header says 50,000 × 50,000. */
export async function pixelBomb(): Promise<Buffer> {
  const bomb = await png();
  bomb.writeUInt32BE(50_000, 16);
  bomb.writeUInt32BE(50_000, 20);
  return bomb;
}

export const gif = async (): Promise<Buffer> =>
  sharp({ create: { width: 4, height: 4, channels: 3, background: '#00f' } })
    .gif()
    .toBuffer();

export const box = (type: string, ...inside: (Uint8Array | string)[]): Buffer => {
  const contents = concat(...inside);
  const header = Buffer.alloc(8);
  header.writeUInt32BE(8 + contents.length, 0);
  header.write(type, 4, 'latin1');
  return concat(header, contents);
};

const uint32 = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [nth, value] of values.entries()) bytes.writeUInt32BE(value, 4 * nth);
  return bytes;
};
const uint16 = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(2 * values.length);
  for (const [nth, value] of values.entries()) bytes.writeUInt16BE(value, 2 * nth);
  return bytes;
};

const track = (handler: string, chunkAt: number, sampleSize: number): Buffer =>
  box(
    'trak',
    box('tkhd', uint32(0, 0, 0, 1)),
    box(
      'mdia',
      box('hdlr', uint32(0, 0), handler, uint32(0, 0, 0)),
      box(
        'minf',
        box(
          'stbl',
          box('stsz', uint32(0, sampleSize, 1)),
          box('stsc', uint32(0, 1, 1, 1, 1)),
          box('stco', uint32(0, 1, chunkAt)),
        ),
      ),
    ),
  );

/** A film with the place in each box where cameras put it, and in a track of its own. */
export function phoneVideo(brand: 'isom' | 'qt  ' = 'qt  ', filler = 64): Buffer {
  const ftyp = box('ftyp', brand, uint32(0), brand);
  const picture = Buffer.alloc(filler, 7);
  const mdat = box('mdat', picture, PLACE);
  const [pictureAt, placeAt] = [ftyp.length + 8, ftyp.length + 8 + picture.length];
  const moov = box(
    'moov',
    box('mvhd', uint32(0, 0, 0)),
    track('vide', pictureAt, picture.length),
    track('meta', placeAt, PLACE.length),
    box('udta', box('\xa9xyz', uint16(PLACE.length, 0x15c7), PLACE)),
    box('meta', uint32(0), PLACE),
  );
  return concat(ftyp, mdat, moov, box('uuid', PLACE));
}

/** A HEIC photo with Exif and a size. */
export function heicPhoto(width = 4032, height = 3024): Buffer {
  const ftyp = box('ftyp', 'heic', uint32(0), 'mif1', 'heic');
  const exif = concat(uint32(6), 'Exif\0\0', PLACE);
  const picture = Buffer.alloc(40, 9);
  const infe = (id: number, type: string) => box('infe', uint32(0x02000000), uint16(id, 0), type, '\0');
  const meta = (exifAt: number) =>
    box(
      'meta',
      uint32(0),
      box('hdlr', uint32(0, 0), 'pict', uint32(0, 0, 0)),
      box('iinf', uint32(0), uint16(2), infe(1, 'hvc1'), infe(2, 'Exif')),
      box(
        'iloc',
        uint32(0),
        Buffer.from([0x44, 0x00]),
        uint16(2),
        uint16(1, 0, 1),
        uint32(exifAt + exif.length, picture.length),
        uint16(2, 0, 1),
        uint32(exifAt, exif.length),
      ),
      box('iprp', box('ipco', box('ispe', uint32(0, width, height)), box('irot', Buffer.from([1])))),
    );
  const exifAt = ftyp.length + meta(0).length + 8;
  return concat(ftyp, meta(exifAt), box('mdat', exif, picture));
}

export const pdf = (inside = '1 0 obj << /Type /Catalog >> endobj'): Buffer =>
  Buffer.from(`%PDF-1.7\n${inside}\ntrailer << >>\n%%EOF\n`);

/** A ZIP that unpacks to a hundred megabytes of zeros. */
export function zipBomb(): Buffer {
  const packed = deflateRawSync(Buffer.alloc(100 * 1024 * 1024), { level: 9 });
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(8, 8);
  header.writeUInt32LE(packed.length, 18);
  return concat(header, packed);
}

/** A GIF that is also JavaScript: its width is the beginning of a comment. */
export const gifThatIsScript = (): Buffer =>
  concat('GIF89a/*', Buffer.from([0, 0, 0, 0]), '*/=1;alert(document.domain);');
