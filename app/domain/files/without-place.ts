import { boxesOf, type Box } from './boxes.ts';

/** Boxes in which cameras write where a video was taken, by whom, and with what. */
const speaksOfMaker = new Set(['udta', 'meta', 'uuid']);
/** Boxes that hold the boxes above. */
const holds = new Set(['moov', 'trak', 'moof', 'traf']);
/** What is seen and heard; every other track is told by the camera: its place each second, faces, its movements. */
const isShown = new Set(['vide', 'soun']);
/** More is no film, and would keep us busy: ten hours of a camera that notes something thirty times a second. */
const mostEntries = 1_000_000;

/**
 * Takes out of a video (MP4, MOV) where it was taken and by whom: a copy of the same length, in which those boxes are empty
 * and called `free`, as the format has it for space that is not used. Pictures, sound and which way is up stay.
 * @returns null when the file is no whole video
 */
export function videoWithoutPlace(bytes: Uint8Array): Uint8Array | null {
  return copied(bytes, (copy) => {
    const top = boxesOf(copy);
    if (!top.some(({ type }) => type === 'moov') || !top.some(({ type }) => type === 'mdat')) return false;
    for (const box of top) emptyIn(copy, box);
    return true;
  });
}

function emptyIn(copy: Uint8Array, box: Box): void {
  if (speaksOfMaker.has(box.type)) return free(copy, box);
  if (!holds.has(box.type)) return;
  const inside = boxesOf(copy, box.from, box.to);
  if (box.type === 'trak' && !isShown.has(handlerOf(copy, inside))) {
    emptySamples(copy, inside);
    return free(copy, box);
  }
  for (const child of inside) emptyIn(copy, child);
}

function free(copy: Uint8Array, { start, from, to }: Box): void {
  copy.set([0x66, 0x72, 0x65, 0x65], start + 4);
  copy.fill(0, from, to);
}

const within = (copy: Uint8Array, boxes: readonly Box[], type: string): Box[] => {
  const found = boxes.find((box) => box.type === type);
  return found ? boxesOf(copy, found.from, found.to) : [];
};

/** `vide`, `soun`, …: what a track is. */
function handlerOf(copy: Uint8Array, track: readonly Box[]): string {
  const handler = within(copy, track, 'mdia').find(({ type }) => type === 'hdlr');
  return handler ? String.fromCharCode(...copy.subarray(handler.from + 8, handler.from + 12)) : '';
}

/** Empties what a track has in the file: chunks by their offsets (`stco`, `co64`), samples by their sizes (`stsz`, `stsc`). */
function emptySamples(copy: Uint8Array, track: readonly Box[]): void {
  const table = within(copy, within(copy, within(copy, track, 'mdia'), 'minf'), 'stbl');
  const at = (type: string): number | null => table.find((box) => box.type === type)?.from ?? null;
  const view = new DataView(copy.buffer, copy.byteOffset, copy.byteLength);
  const [stsz, stsc, stco, co64] = [at('stsz'), at('stsc'), at('stco'), at('co64')];
  const offsets = stco ?? co64;
  if (stsz === null || stsc === null || offsets === null) return;
  const same = view.getUint32(stsz + 4);
  const samples = view.getUint32(stsz + 8);
  const sizeOf = (sample: number): number => same || view.getUint32(stsz + 12 + 4 * sample);
  const runs = view.getUint32(stsc + 4);
  const chunks = view.getUint32(offsets + 4);
  if (samples > mostEntries || chunks > mostEntries) throw new RangeError('a track that nobody made');
  const empty = emptier(copy);
  let sample = 0;
  let run = 0;
  for (let chunk = 0; chunk < chunks && sample < samples; chunk += 1) {
    if (run + 1 < runs && view.getUint32(stsc + 8 + 12 * (run + 1)) === chunk + 1) run += 1;
    const start =
      co64 === null ? view.getUint32(offsets + 8 + 4 * chunk) : Number(view.getBigUint64(offsets + 8 + 8 * chunk));
    let end = start;
    for (let left = view.getUint32(stsc + 12 + 12 * run); left > 0 && sample < samples; left -= 1, sample += 1)
      end += sizeOf(sample);
    empty(start, end);
  }
}

/**
 * Takes out of a HEIC photo what its camera wrote beside it (Exif, XMP): a copy of the same length with zeros in their
 * place. Which way is up is a property of its own (`irot`) and stays.
 * @returns null when the file is no whole photo
 */
export function heicWithoutPlace(bytes: Uint8Array): Uint8Array | null {
  return copied(bytes, (copy) => {
    const meta = boxesOf(copy).find(({ type }) => type === 'meta');
    if (!meta) return false;
    const inside = boxesOf(copy, meta.from + 4, meta.to);
    const [iinf, iloc] = ['iinf', 'iloc'].map((wanted) => inside.find(({ type }) => type === wanted));
    if (!iinf || !iloc) return false;
    const beside = besidePhoto(copy, iinf);
    const idat = inside.find(({ type }) => type === 'idat');
    const empty = emptier(copy);
    for (const { item, method, from, to } of extentsOf(copy, iloc)) {
      if (!beside.has(item)) continue;
      const base = method === 0 ? 0 : method === 1 && idat ? idat.from : null;
      if (base === null || base + to > copy.length) return false;
      empty(base + from, base + to);
    }
    return true;
  });
}

/** The items that are no picture: `Exif`, and `mime` (XMP). ISO/IEC 14496-12, 8.11.6. */
function besidePhoto(copy: Uint8Array, iinf: Box): Set<number> {
  const view = new DataView(copy.buffer, copy.byteOffset, copy.byteLength);
  const first = iinf.from + (copy[iinf.from] === 0 ? 6 : 8);
  const items = new Set<number>();
  for (const { from } of boxesOf(copy, first, iinf.to)) {
    const version = view.getUint8(from);
    if (version < 2) throw new RangeError('an item without a type');
    const wide = version === 2 ? 2 : 4;
    const type = String.fromCharCode(...copy.subarray(from + 6 + wide, from + 10 + wide));
    if (type === 'Exif' || type === 'mime' || type === 'uri ') items.add(uint(view, from + 4, wide));
  }
  return items;
}

type Extent = { item: number; method: number; from: number; to: number };

/** Where the items are. ISO/IEC 14496-12, 8.11.3. */
function extentsOf(copy: Uint8Array, { from }: Box): Extent[] {
  const view = new DataView(copy.buffer, copy.byteOffset, copy.byteLength);
  const version = view.getUint8(from);
  const [sizes, more] = [view.getUint8(from + 4), view.getUint8(from + 5)];
  const [offsetSize, lengthSize, baseSize, indexSize] = [
    sizes >> 4,
    sizes & 15,
    more >> 4,
    version === 0 ? 0 : more & 15,
  ];
  const wide = version < 2 ? 2 : 4;
  let at = from + 6;
  const next = (size: number): number => {
    at += size;
    return uint(view, at - size, size);
  };
  const extents: Extent[] = [];
  for (let items = next(wide); items > 0; items -= 1) {
    const item = next(wide);
    const method = version === 0 ? 0 : next(2) & 15;
    at += 2;
    const base = next(baseSize);
    for (let count = next(2); count > 0; count -= 1) {
      at += indexSize;
      const start = base + next(offsetSize);
      if (extents.length === mostEntries) throw new RangeError('a photo in too many pieces');
      extents.push({ item, method, from: start, to: start + next(lengthSize) });
    }
  }
  return extents;
}

function uint(view: DataView, at: number, size: number): number {
  let value = 0;
  for (let byte = 0; byte < size; byte += 1) value = value * 256 + view.getUint8(at + byte);
  return value;
}

/** Fills with zeros. Honest pieces do not lie over each other, so together they are no longer than the file. */
function emptier(copy: Uint8Array): (from: number, to: number) => void {
  let left = copy.length;
  return (from, to) => {
    left -= to - from;
    if (left < 0 || to > copy.length) throw new RangeError('pieces that lie over each other, or outside');
    copy.fill(0, from, to);
  };
}

function copied(bytes: Uint8Array, change: (copy: Uint8Array) => boolean): Uint8Array | null {
  const copy = Uint8Array.from(bytes);
  try {
    return change(copy) ? copy : null;
  } catch (error) {
    // It says of itself what cannot be.
    if (error instanceof RangeError) return null;
    throw error;
  }
}
