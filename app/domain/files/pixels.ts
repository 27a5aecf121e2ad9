import type { FileType } from './attachment.ts';
import { boxesOf } from './boxes.ts';

export type Pixels = { width: number; height: number };

/**
 * How large a photo says it is, by its header, before anything of it is unpacked; null when the header cannot be read.
 * Of an animation: of its canvas.
 */
export function pixelsOf(type: FileType, bytes: Uint8Array): Pixels | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const pixels = read(type, view, bytes);
    return pixels && pixels.width > 0 && pixels.height > 0 ? pixels : null;
  } catch (error) {
    // It ends in the middle of its header.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function read(type: FileType, view: DataView, bytes: Uint8Array): Pixels | null {
  switch (type) {
    case 'png':
      return { width: view.getUint32(16), height: view.getUint32(20) };
    case 'gif':
      return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
    case 'jpeg':
      return ofJpeg(view);
    case 'webp':
      return ofWebp(view);
    case 'heic':
      return ofHeic(bytes);
    case 'mp4':
    case 'mov':
    case 'pdf':
      return null;
  }
}

/** The frame header (SOF0–SOF15, without DHT, JPG and DAC), ITU-T T.81 B.2.2. */
function ofJpeg(view: DataView): Pixels | null {
  for (let at = 2; ;) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    // The picture itself begins, or ends, without a frame.
    if (marker === 0xda || marker === 0xd9) return null;
    at += 2 + view.getUint16(at + 2);
  }
}

/** RFC 9649: lossy, lossless and extended. */
function ofWebp(view: DataView): Pixels | null {
  const chunk = String.fromCharCode(...[12, 13, 14, 15].map((at) => view.getUint8(at)));
  if (chunk === 'VP8X') return { width: 1 + uint24(view, 24), height: 1 + uint24(view, 27) };
  if (chunk === 'VP8 ') return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  if (chunk !== 'VP8L') return null;
  const bits = view.getUint32(21, true);
  return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
}

const uint24 = (view: DataView, at: number): number => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);

/** The largest of its items' sizes (`ispe`), ISO/IEC 23008-12 6.5.3. */
function ofHeic(bytes: Uint8Array): Pixels | null {
  const meta = boxesOf(bytes).find(({ type }) => type === 'meta');
  const properties = meta && boxesOf(bytes, meta.from + 4, meta.to).find(({ type }) => type === 'iprp');
  const container = properties && boxesOf(bytes, properties.from, properties.to).find(({ type }) => type === 'ipco');
  if (!container) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const sizes = boxesOf(bytes, container.from, container.to)
    .filter(({ type }) => type === 'ispe')
    .map(({ from }) => ({ width: view.getUint32(from + 4), height: view.getUint32(from + 8) }));
  return sizes.reduce<Pixels | null>((most, size) => (most && area(most) > area(size) ? most : size), null);
}

export const area = ({ width, height }: Pixels): number => width * height;
