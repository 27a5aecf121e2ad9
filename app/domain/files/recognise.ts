import type { FileType } from './attachment.ts';

const latin = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, Math.min(to, bytes.length)));

/** Brands of ISO base media files (`ftyp`), as their registration authority lists them (mp4ra.org). */
const heicBrands = new Set(['heic', 'heix', 'heim', 'heis', 'mif1']);
const mp4Brands = new Set([
  'isom',
  'iso2',
  'iso4',
  'iso5',
  'iso6',
  'mp41',
  'mp42',
  'avc1',
  'M4V ',
  'MSNV',
  '3gp4',
  '3gp5',
  '3gp6',
]);

/**
 * What a file is, by its first bytes alone; null for everything that is not taken: archives, programs, pages, drawings
 * that are text (SVG), and whatever is unknown.
 */
export function recognise(bytes: Uint8Array): FileType | null {
  const head = latin(bytes, 0, 16);
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) return 'gif';
  if (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP') return 'webp';
  // A reader would also find it further on: that is how one file is two.
  if (/^%PDF-[12]\.\d/.test(head)) return 'pdf';
  return head.slice(4, 8) === 'ftyp' ? ofBrands(bytes) : null;
}

function ofBrands(bytes: Uint8Array): FileType | null {
  const end = Math.min(new DataView(bytes.buffer, bytes.byteOffset).getUint32(0), bytes.length, 256);
  const brands = [latin(bytes, 8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(latin(bytes, at, at + 4));
  // AVIF and others also call themselves `mif1`.
  if (brands.some((brand) => brand === 'avif' || brand === 'avis')) return null;
  if (brands.some((brand) => heicBrands.has(brand))) return 'heic';
  if (brands[0] === 'qt  ') return 'mov';
  return brands.some((brand) => mp4Brands.has(brand)) ? 'mp4' : null;
}
