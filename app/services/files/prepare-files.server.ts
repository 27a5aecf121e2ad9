import { createHash } from 'node:crypto';
import {
  mostBytesAtOnce,
  mostBytesOf,
  mostFilesAtOnce,
  mostPixels,
  typeFacts,
  type FileProblem,
  type FileType,
} from '#app/domain/files/attachment.ts';
import { safeFileName } from '#app/domain/files/file-name.ts';
import { isActive, isWholePdf } from '#app/domain/files/pdf.ts';
import { area, pixelsOf, type Pixels } from '#app/domain/files/pixels.ts';
import { recognise } from '#app/domain/files/recognise.ts';
import { heicWithoutPlace, videoWithoutPlace } from '#app/domain/files/without-place.ts';
import { err, ok, type Result } from '#app/domain/result.ts';
import { redrawPhoto } from './redraw-photo.server.ts';

/** A file as it came. `cutOff`: there was more of it than is read. */
export type IncomingFile = { name: string; bytes: Uint8Array; cutOff?: boolean };

/** A file as it is kept. */
export type PreparedFile = {
  /** Its place among those that came. */
  at: number;
  name: string;
  type: FileType;
  bytes: Uint8Array;
  pixels: Pixels | null;
  thumbnail: Uint8Array | null;
  /** Of the bytes as they are kept, in hex. */
  sha256: string;
};

export type PreparedFiles = { prepared: PreparedFile[]; problems: FileProblem[] };

type Why = FileProblem extends infer Each ? (Each extends FileProblem ? Omit<Each, 'at' | 'name'> : never) : never;

/**
 * Looks into files that came from outside and makes of each what may be kept: its type by its content, photos drawn anew,
 * videos without the place, a safe name. What cannot be kept is a problem, beside the others that can. Takes its time (a
 * second for a large photo): call it outside of any transaction.
 */
export async function prepareFiles(files: readonly IncomingFile[]): Promise<PreparedFiles> {
  const prepared: PreparedFile[] = [];
  const problems: FileProblem[] = [];
  let together = 0;
  for (const [at, file] of files.entries()) {
    together += file.bytes.length;
    const one = await prepare(file, at, together);
    if (one.ok) prepared.push(one.value);
    else problems.push({ at, name: file.name.slice(0, 200), ...one.error });
  }
  return { prepared, problems };
}

async function prepare(file: IncomingFile, at: number, together: number): Promise<Result<PreparedFile, Why>> {
  const { bytes, cutOff = false } = file;
  if (at >= mostFilesAtOnce) return err({ kind: 'too_many', most: mostFilesAtOnce });
  if (bytes.length === 0) return err({ kind: 'empty' });
  const type = recognise(bytes);
  if (type === null) return err({ kind: 'not_taken' });
  const mostBytes = mostBytesOf[typeFacts[type].kind];
  if (cutOff || bytes.length > mostBytes) return err({ kind: 'too_large', mostBytes });
  if (together > mostBytesAtOnce) return err({ kind: 'too_large_together', mostBytes: mostBytesAtOnce });
  const kept = await keep(type, bytes);
  if (!kept.ok) return kept;
  const sha256 = createHash('sha256').update(kept.value.bytes).digest('hex');
  return ok({ ...kept.value, at, name: safeFileName(file.name, kept.value.type), sha256 });
}

type Kept = Omit<PreparedFile, 'at' | 'name' | 'sha256'>;

async function keep(type: FileType, bytes: Uint8Array): Promise<Result<Kept, Why>> {
  switch (type) {
    case 'mp4':
    case 'mov':
      return whole(type, videoWithoutPlace(bytes), null);
    case 'pdf':
      if (!isWholePdf(bytes)) return err({ kind: 'broken' });
      return isActive(bytes) ? err({ kind: 'active' }) : whole(type, bytes, null);
    case 'heic':
    case 'jpeg':
    case 'png':
    case 'webp':
    case 'gif': {
      const pixels = pixelsOf(type, bytes);
      if (pixels === null) return err({ kind: 'broken' });
      if (area(pixels) > mostPixels) return err({ kind: 'too_many_pixels' });
      // Nothing here reads HEIC; Shopify does.
      if (type === 'heic') return whole(type, heicWithoutPlace(bytes), pixels);
      const drawn = await redrawPhoto(type, bytes);
      return drawn ? ok(drawn) : err({ kind: 'broken' });
    }
  }
}

const whole = (type: FileType, bytes: Uint8Array | null, pixels: Pixels | null): Result<Kept, Why> =>
  bytes ? ok({ type, bytes, pixels, thumbnail: null }) : err({ kind: 'broken' });
