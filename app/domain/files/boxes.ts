/** A box of an ISO base media file (HEIC, MP4, MOV): its contents are `from`..`to`; `start` is where its header begins. */
export type Box = { type: string; start: number; from: number; to: number };

const mostBoxes = 10_000;

/**
 * The boxes that stand between `from` and `to`, in their order (ISO/IEC 14496-12, 4.2).
 * @throws RangeError when one reaches beyond the end, is smaller than its header, or there are too many
 */
export function boxesOf(bytes: Uint8Array, from = 0, to = bytes.length): Box[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const boxes: Box[] = [];
  // QuickTime ends some lists by four bytes of nothing.
  for (let at = from; at + 8 <= to;) {
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    const short = view.getUint32(at);
    const long = short === 1;
    const size = long ? Number(view.getBigUint64(at + 8)) : short === 0 ? to - at : short;
    const header = long ? 16 : 8;
    if (size < header || at + size > to || boxes.length === mostBoxes) throw new RangeError('a box that cannot be');
    boxes.push({ type, start: at, from: at + header, to: at + size });
    at += size;
  }
  return boxes;
}
