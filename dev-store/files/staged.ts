import { createHmac, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Context, Resolver } from '../engine/context.ts';
import { forcedErrors } from '../graphql/forced-errors.ts';
import type { DevStoreOptions } from '../options.ts';
import type { StagedUpload } from '../state/types.ts';

const stagedInput = z.object({
  filename: z.string(),
  mimeType: z.string(),
  resource: z.string(),
  httpMethod: z.enum(['POST', 'PUT']).nullish(),
  fileSize: z.union([z.string(), z.number()]).nullish(),
});

type StagedInput = z.infer<typeof stagedInput>;
type Parameter = { name: string; value: string };
type Target = { url: string | null; resourceUrl: string | null; parameters: Parameter[] };

/** Folders of the bucket as recorded [W]. */
const FOLDERS: Readonly<Record<string, string>> = {
  BULK_MUTATION_VARIABLES: 'bulk',
  DISPUTE_FILE_UPLOAD: 'payments_file_uploads',
  RETURN_LABEL: 'return_labels',
  URL_REDIRECT_IMPORT: 'redirect_imports',
};

const IMAGE_TYPES = ['image/gif', 'image/heic', 'image/jpeg', 'image/png', 'image/svg+xml', 'image/webp'];

/**
 * `stagedUploadsCreate`: an address of this store for each file, by the method asked for. An input that is refused has a
 * target of nulls beside its error [W].
 */
export const stagedUploadsCreate: Resolver<unknown> = (_source, args, context) => {
  const forced = forcedErrors(context);
  if (forced !== null) return { stagedTargets: null, userErrors: forced };
  const inputs = z.array(stagedInput).parse(args['input']);
  const errors = inputs.map((input, index) => inputError(input, index));
  return {
    stagedTargets: inputs.map((input, index) =>
      errors[index] === null ? target(context, input) : { url: null, resourceUrl: null, parameters: [] },
    ),
    userErrors: errors.filter((error) => error !== null),
  };
};

function inputError(input: StagedInput, index: number): { field: string[]; message: string } | null {
  const at = (name: string): string[] => ['input', String(index), name];
  const what = input.resource === 'VIDEO' ? 'video' : input.resource === 'MODEL_3D' ? '3D model' : null;
  if (what !== null && input.fileSize == null)
    return { field: at('fileSize'), message: `file size is required for ${what} resources` };
  if (input.resource === 'IMAGE' && !IMAGE_TYPES.includes(input.mimeType)) {
    const message = `${input.filename}: (${input.mimeType}) is not a recognized format`;
    return { field: at('mimeType'), message };
  }
  return null;
}

function target({ store, shop, options }: Context, input: StagedInput): Target {
  const method = input.httpMethod ?? 'PUT';
  const folder = FOLDERS[input.resource] ?? (input.resource === 'IMAGE' && method === 'POST' ? 'products' : 'files');
  const key = `tmp/${shop.id}/${folder}/${randomUUID()}/${input.filename.replaceAll('/', '_')}`;
  const upload: StagedUpload = {
    shop: shop.domain,
    key,
    filename: input.filename,
    mimeType: input.mimeType,
    resource: input.resource,
    method,
    createdAt: store.nowIso(),
    received: null,
  };
  store.state.uploads.push(upload);
  store.touch();
  const address = addressOfKey(options, key);
  const signature = signatureOf(options, key);
  if (method === 'PUT') {
    const parameters = [
      { name: 'content_type', value: input.mimeType },
      { name: 'acl', value: 'private' },
    ];
    return { url: `${address}?X-Goog-Signature=${signature}`, resourceUrl: address, parameters };
  }
  return {
    url: `${bucket(options)}/`,
    resourceUrl: address,
    parameters: formFields(input, key, signature, store.now()),
  };
}

/** What a form to the bucket must carry beside the file [W: names]. */
function formFields(input: StagedInput, key: string, signature: string, now: number): Parameter[] {
  const policy = { conditions: [{ 'Content-Type': input.mimeType }, { success_action_status: '201' }, { key }] };
  const date = `${new Date(now).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
  return [
    { name: 'Content-Type', value: input.mimeType },
    { name: 'success_action_status', value: '201' },
    { name: 'acl', value: 'private' },
    { name: 'key', value: key },
    { name: 'x-goog-date', value: date },
    { name: 'x-goog-credential', value: 'merchant-assets@dev-store' },
    { name: 'x-goog-algorithm', value: 'GOOG4-RSA-SHA256' },
    { name: 'x-goog-signature', value: signature },
    { name: 'policy', value: Buffer.from(JSON.stringify(policy)).toString('base64') },
  ];
}

function bucket(options: DevStoreOptions): string {
  return new URL('/dev-store/uploads', options.publicUrl ?? 'http://localhost:4000').href;
}

/** Where the bytes under a key are read and written. */
export function addressOfKey(options: DevStoreOptions, key: string): string {
  return `${bucket(options)}/${key.split('/').map(encodeURIComponent).join('/')}`;
}

/** The key of an address of ours, or null. */
export function keyOfAddress(options: DevStoreOptions, address: string): string | null {
  const base = `${bucket(options)}/`;
  if (!address.startsWith(base)) return null;
  return decodeURIComponent(address.slice(base.length).split('?')[0] ?? '');
}

/** Only who was given an address may write to it. */
export function signatureOf(options: DevStoreOptions, key: string): string {
  return createHmac('sha256', options.apiSecret).update(key).digest('hex');
}
