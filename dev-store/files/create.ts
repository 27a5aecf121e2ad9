import { z } from 'zod';
import type { Context } from '../engine/context.ts';
import { idOf } from '../gid.ts';
import { mutation, userError, type Outcome } from '../graphql/mutation.ts';
import type { CodedError, StoredFile } from '../state/types.ts';
import { fileSource } from './resolvers.ts';
import { keyOfAddress } from './staged.ts';
import { addFile, fileById, filesOfShop } from './store.ts';

const LONGEST_ALT = 512;

const createInputs = z.array(
  z.object({
    originalSource: z.string(),
    alt: z.string().nullish(),
    contentType: z.string().nullish(),
    filename: z.string().nullish(),
    duplicateResolutionMode: z.string().nullish(),
  }),
);

type FileInput = z.infer<typeof createInputs>[number];

const TYPES: Readonly<Record<string, [StoredFile['type'], string]>> = {
  gif: ['MediaImage', 'image/gif'],
  heic: ['MediaImage', 'image/heic'],
  jpeg: ['MediaImage', 'image/jpeg'],
  jpg: ['MediaImage', 'image/jpeg'],
  png: ['MediaImage', 'image/png'],
  webp: ['MediaImage', 'image/webp'],
  mov: ['Video', 'video/quicktime'],
  mp4: ['Video', 'video/mp4'],
  pdf: ['GenericFile', 'application/pdf'],
  txt: ['GenericFile', 'text/plain'],
};

const BY_CONTENT: Readonly<Record<string, StoredFile['type']>> = {
  FILE: 'GenericFile',
  IMAGE: 'MediaImage',
  VIDEO: 'Video',
};

/** `fileCreate`. Errors come with an empty list of files [W]; with one error nothing is made (assumed). */
export const fileCreate = mutation(['files'], (args, context): Outcome => {
  const inputs = createInputs.parse(args['files']);
  const taken = (name: string): boolean =>
    filesOfShop(context.store, context.shop.domain).some((file) => file.filename === name);
  const errors = inputs.flatMap((input, index) => {
    const error = inputErrors(input, index)[0];
    if (error || input.duplicateResolutionMode !== 'RAISE_ERROR' || !taken(input.filename ?? '')) return error ?? [];
    // The code is the schema's; the words are assumed.
    return userError(['files', index, 'filename'], 'The provided filename already exists.', 'FILENAME_ALREADY_EXISTS');
  });
  if (errors.length > 0) return { errors, payload: { files: [] } };
  return { payload: { files: inputs.map((input) => fileSource(make(context, input))) } };
});

/** `fileDelete`: all or nothing [W: "File ids … do not exist."]. */
export const fileDelete = mutation(['deletedFileIds'], (args, { store, shop }): Outcome => {
  const ids = z.array(z.string()).parse(args['fileIds']);
  const missing = ids.filter((id) => fileById(store, shop.domain, idOf(id)) === undefined);
  if (missing.length > 0) {
    const message = `File ids ${missing.join(',')} do not exist.`;
    return { errors: [userError(['fileIds'], message, 'FILE_DOES_NOT_EXIST')] };
  }
  const gone = new Set(ids.map(idOf));
  store.state.files = store.state.files.filter((file) => file.shop !== shop.domain || !gone.has(file.id));
  store.touch();
  return { payload: { deletedFileIds: ids } };
});

/** Refusals as recorded [W], the first of each file. */
function inputErrors(input: FileInput, index: number): CodedError[] {
  const at = (name: string): (string | number)[] => ['files', index, name];
  if (!/^https?:\/\//.test(input.originalSource) || !URL.canParse(input.originalSource))
    return [userError(at('originalSource'), 'File URL is invalid', 'INVALID_IMAGE_SOURCE_URL')];
  if ((input.alt?.length ?? 0) > LONGEST_ALT) {
    const message = `The alt value exceeds the maximum limit of ${LONGEST_ALT} characters.`;
    return [userError(at('alt'), message, 'ALT_VALUE_LIMIT_EXCEEDED')];
  }
  if (input.filename == null) {
    const message = 'Missing filename argument when attempting to use REPLACE duplicate mode.';
    return input.duplicateResolutionMode === 'REPLACE'
      ? [userError(at('filename'), message, 'MISSING_FILENAME_FOR_DUPLICATE_MODE_REPLACE')]
      : [];
  }
  const [own, source] = [extensionOf(input.filename), extensionOf(new URL(input.originalSource).pathname)];
  const message = 'Provided filename extension must match original source.';
  return own === source ? [] : [userError(at('filename'), message, 'MISMATCHED_FILENAME_AND_ORIGINAL_SOURCE')];
}

function make({ store, shop, options }: Context, input: FileInput): StoredFile {
  const key = keyOfAddress(options, input.originalSource);
  const upload = store.state.uploads.find((one) => one.key === key && one.shop === shop.domain);
  const filename = input.filename ?? upload?.filename ?? nameOf(input.originalSource);
  const [type, mimeType] = TYPES[extensionOf(filename)] ?? ['GenericFile', 'application/octet-stream'];
  return addFile(store, {
    shop: shop.domain,
    type: BY_CONTENT[input.contentType ?? ''] ?? type,
    alt: input.alt ?? '',
    filename,
    mimeType: upload?.mimeType ?? mimeType,
    source: input.originalSource,
    key,
  });
}

function nameOf(address: string): string {
  return decodeURIComponent(new URL(address).pathname.split('/').at(-1) ?? 'file');
}

function extensionOf(name: string): string {
  return /\.([A-Za-z0-9]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
}
