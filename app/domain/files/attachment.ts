import type { AttachmentId } from '../ids.ts';

/** What a file is by its content; its name and what a browser says of it are not asked. */
export const fileTypes = ['jpeg', 'png', 'webp', 'gif', 'heic', 'mp4', 'mov', 'pdf'] as const;
export type FileType = (typeof fileTypes)[number];
export type FileKind = 'photo' | 'video' | 'document';

type TypeFacts = { kind: FileKind; mime: string; extension: string };

/** Of each type: what it is to people, and how it is named outside. */
export const typeFacts: Record<FileType, TypeFacts> = {
  jpeg: { kind: 'photo', mime: 'image/jpeg', extension: 'jpg' },
  png: { kind: 'photo', mime: 'image/png', extension: 'png' },
  webp: { kind: 'photo', mime: 'image/webp', extension: 'webp' },
  gif: { kind: 'photo', mime: 'image/gif', extension: 'gif' },
  heic: { kind: 'photo', mime: 'image/heic', extension: 'heic' },
  mp4: { kind: 'video', mime: 'video/mp4', extension: 'mp4' },
  mov: { kind: 'video', mime: 'video/quicktime', extension: 'mov' },
  pdf: { kind: 'document', mime: 'application/pdf', extension: 'pdf' },
};

const megabyte = 1024 * 1024;

/** The largest file of each kind, in bytes. Shopify takes photos and documents up to 20 MB. */
export const mostBytesOf: Record<FileKind, number> = {
  photo: 15 * megabyte,
  video: 25 * megabyte,
  document: 10 * megabyte,
};
export const mostBytesEach = Math.max(...Object.values(mostBytesOf));
/** All files that come at once, in bytes. */
export const mostBytesAtOnce = 40 * megabyte;
export const mostFilesAtOnce = 10;
/** All files of one complaint, whoever they are from. */
export const mostFilesOfComplaint = 40;
/** Phones take photos of up to 50 megapixels; a header that promises more is a bomb, or a scan that nobody needs. */
export const mostPixels = 64_000_000;
/** Photos are kept no larger than this on their longer side: Shopify takes 20 megapixels. */
export const longestSide = 4096;

/** Why a file was not taken; `at` is its place among those that came. */
export type FileProblem = { at: number; name: string } & (
  | { kind: 'empty' | 'not_taken' | 'broken' | 'active' | 'too_many_pixels' }
  | { kind: 'too_large' | 'too_large_together'; mostBytes: number }
  | { kind: 'too_many'; most: number }
);

/**
 * `received`: we have its bytes, Shopify has not (or may never, without the permission). `stored`: Shopify has it, we have
 * no bytes any more. `refused`: Shopify does not take it, so it stays with us. `forgetting`: nothing of it is left here, and
 * Shopify is still to delete it. `forgotten`: nothing is left anywhere.
 */
export const attachmentStates = ['received', 'stored', 'refused', 'forgetting', 'forgotten'] as const;
export type AttachmentState = (typeof attachmentStates)[number];

/** A file of a complaint, as screens and pages show it. */
export type Attachment = {
  id: AttachmentId;
  name: string;
  type: FileType;
  kind: FileKind;
  bytes: number;
  /** Of photos; null of everything else. */
  pixels: { width: number; height: number } | null;
  /** Whether there is a small picture of it. */
  thumbnail: boolean;
  /** The message with which it came; null where it came by itself. */
  messageId: string | null;
  from: 'staff' | 'customer';
  /** Of whom in the shop; empty where it is the customer's. */
  by: string;
  at: Date;
};

/** How Shopify names it: from its id, so that it can be found again, and guessed by nobody. */
export const nameAtShopify = (id: AttachmentId, type: FileType): string => `amends-${id}.${typeFacts[type].extension}`;
