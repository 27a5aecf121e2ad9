import { asNode } from '../engine/bind.ts';
import type { Context, TypeResolvers } from '../engine/context.ts';
import { gid } from '../gid.ts';
import type { StoredFile } from '../state/types.ts';
import { addressOfKey } from './staged.ts';

/** A file with the status it had when it was asked for: being uploaded is over as soon as anybody looks again [W]. */
export type FileSource = { file: StoredFile; status: StoredFile['status'] };

/** A file as the mutation that made it answers it. */
export function fileSource(file: StoredFile): FileSource {
  return asNode({ file, status: file.status }, file.type) ?? { file, status: file.status };
}

/** A file as a later read answers it. */
export function readSource(file: StoredFile): FileSource {
  const status = file.status === 'UPLOADED' ? 'PROCESSING' : file.status;
  return asNode({ file, status }, file.type) ?? { file, status };
}

function address({ options }: Context, { file, status }: FileSource): string | null {
  if (status !== 'READY') return null;
  return file.key === null ? file.source : addressOfKey(options, file.key);
}

const common: TypeResolvers<FileSource> = {
  id: ({ file }) => gid(file.type, file.id),
  alt: ({ file }) => file.alt,
  createdAt: ({ file }) => file.createdAt,
  updatedAt: ({ file }) => file.updatedAt,
  fileStatus: ({ status }) => status,
  fileErrors: ({ file }) => (file.error === null ? [] : [{ ...file.error, details: null }]),
};

/** Fields of `GenericFile`. */
export const genericFileResolvers: TypeResolvers<FileSource> = {
  ...common,
  url: (source, _args, context) => address(context, source),
  mimeType: ({ file, status }) => (status === 'READY' ? file.mimeType : null),
  originalFileSize: ({ file }) => file.size,
  preview: () => ({ image: null, status: 'READY' }),
};

/** Fields of `MediaImage`; what is not ready has no picture [W]. */
export const mediaImageResolvers: TypeResolvers<FileSource> = {
  ...common,
  status: ({ status }) => status,
  mediaContentType: () => 'IMAGE',
  mimeType: ({ file, status }) => (status === 'READY' ? file.mimeType : null),
  mediaErrors: () => [],
  mediaWarnings: () => [],
  image: (source, _args, context) => picture(source, context),
  preview: (source, _args, context) => ({ image: picture(source, context), status: source.status }),
  originalSource: (source, _args, context) => ({ url: address(context, source), fileSize: source.file.size }),
};

function picture(source: FileSource, context: Context): object | null {
  const url = address(context, source);
  if (url === null) return null;
  const altText = source.file.alt;
  return {
    id: gid('ImageSource', source.file.id),
    url,
    src: url,
    originalSrc: url,
    transformedSrc: url,
    altText,
    // The store does not look into pictures.
    width: null,
    height: null,
  };
}

/** Fields of `Video`. */
export const videoResolvers: TypeResolvers<FileSource> = {
  ...common,
  status: ({ status }) => status,
  filename: ({ file }) => file.filename,
  mediaContentType: () => 'VIDEO',
  mediaErrors: () => [],
  mediaWarnings: () => [],
  preview: ({ status }) => ({ image: null, status }),
  duration: () => null,
  // As it was uploaded: the store makes no smaller ones.
  sources: (source, _args, context) => {
    const url = address(context, source);
    return url === null
      ? []
      : [{ url, mimeType: source.file.mimeType, format: 'mp4', width: 0, height: 0, fileSize: source.file.size }];
  },
};
