import { typeFacts, type FileKind } from '#app/domain/files/attachment.ts';
import type { FileAtShopify, FileCalls, FileEnd, FileToStore } from '#app/domain/files/calls.ts';
import type { ReadProblem } from '#app/domain/remedy/plug.ts';
import { err, ok, type Result } from '#app/domain/result.ts';
import {
  CreateFileDocument,
  DeleteFilesDocument,
  FindFileDocument,
  ReadFileDocument,
  StageUploadDocument,
} from '#app/types/admin.generated.ts';
import type { FileStandingFragment } from '#app/types/admin.generated.ts';
import { readProblem } from './read-problem.ts';
import { call, read } from './transport.server.ts';
import type { TransportOptions } from './transport.server.ts';

/** Longest upload of one file. */
const uploadMs = 60_000;

const contentOf = { photo: 'IMAGE', video: 'VIDEO', document: 'FILE' } as const satisfies Record<FileKind, string>;

/** Files by way of staged uploads. Made under a name that Shopify takes once, so that a repeat is recognised. */
export function fileCalls(options: TransportOptions): FileCalls {
  return {
    async find(name) {
      const end = await read(options, FindFileDocument, { query: `filename:${name}` });
      if (end.kind !== 'answered') return err(readProblem(end));
      // A search may find what is only like it: ours bears the name as its description, or in its address.
      const stem = name.replace(/\.\w+$/, '');
      const files = end.data.files.nodes.map((node) => ({ ...standing(node), alt: node.alt }));
      return ok(files.find(({ alt, url }) => alt === name || url?.includes(stem) === true) ?? null);
    },
    async read(id) {
      const end = await read(options, ReadFileDocument, { id });
      if (end.kind !== 'answered') return err(readProblem(end));
      return ok(
        end.data.node && 'fileStatus' in end.data.node ? standing(end.data.node as FileStandingFragment) : null,
      );
    },
    upload: (file, bytes) => upload(options, file, bytes),
    create: (file, address) => create(options, file, address),
    async remove(id) {
      const end = await call(options, DeleteFilesDocument, { fileIds: [id] });
      if (end.kind !== 'answered') return err(readProblem(end));
      const errors = end.data.fileDelete?.userErrors ?? [];
      const problem = errors.find(({ code }) => code !== 'FILE_DOES_NOT_EXIST');
      return problem ? err({ kind: 'unavailable', detail: problem.message }) : ok('gone');
    },
  };
}

function standing(file: FileStandingFragment): FileAtShopify {
  const { id, fileStatus, fileErrors } = file;
  const why = fileErrors.map(({ code, message }) => `${code}: ${message}`).join(', ');
  const url = addressOf(file);
  if (fileStatus === 'FAILED') return { id, status: 'failed', url: null, why: why || 'FAILED' };
  return fileStatus === 'READY' && url !== null
    ? { id, status: 'ready', url, why: null }
    : { id, status: 'processing', url: null, why: null };
}

function addressOf(file: FileStandingFragment): string | null {
  if ('image' in file) return file.image?.url ?? null;
  if ('sources' in file) return file.sources[0]?.url ?? null;
  return 'url' in file ? (file.url ?? null) : null;
}

async function upload(
  options: TransportOptions,
  { name, type, bytes: size }: FileToStore,
  bytes: AsyncIterable<Uint8Array>,
): Promise<Result<string, ReadProblem>> {
  const { kind, mime } = typeFacts[type];
  const end = await call(options, StageUploadDocument, {
    // By a form: videos take nothing else.
    input: [{ filename: name, mimeType: mime, resource: contentOf[kind], httpMethod: 'POST', fileSize: String(size) }],
  });
  if (end.kind !== 'answered') return err(readProblem(end));
  const { stagedTargets, userErrors = [] } = end.data.stagedUploadsCreate ?? {};
  const target = stagedTargets?.[0];
  if (!target?.url || !target.resourceUrl) return unavailable(userErrors[0]?.message ?? 'no place to upload to');
  const form = new FormData();
  for (const { name: field, value } of target.parameters) form.append(field, value);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for await (const part of bytes) parts.push(Uint8Array.from(part));
  form.append('file', new Blob(parts, { type: mime }), name);
  try {
    const answer = await fetch(target.url, { method: 'POST', body: form, signal: AbortSignal.timeout(uploadMs) });
    return answer.ok ? ok(target.resourceUrl) : unavailable(`the upload was answered ${String(answer.status)}`);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return unavailable(`the upload failed: ${error.name}`);
  }
}

const unavailable = (detail: string): Result<never, ReadProblem> => err({ kind: 'unavailable', detail });

async function create(options: TransportOptions, { name, type }: FileToStore, address: string): Promise<FileEnd> {
  const { kind } = typeFacts[type];
  const end = await call(options, CreateFileDocument, {
    files: [
      {
        ...{ alt: name, contentType: contentOf[kind], filename: name, originalSource: address },
        // Of a video a second one would get a name of its own: it is looked for first, and long enough.
        ...(kind !== 'video' && { duplicateResolutionMode: 'RAISE_ERROR' }),
      },
    ],
  });
  if (end.kind === 'uncertain') return { kind: 'unknown', why: end.detail };
  if (end.kind === 'denied' && end.why === 'invalid') return { kind: 'refused', why: end.detail };
  if (end.kind !== 'answered') return { kind: 'not_now', why: end.detail };
  const { files, userErrors = [] } = end.data.fileCreate ?? {};
  if (userErrors.some(({ code }) => code === 'FILENAME_ALREADY_EXISTS')) return { kind: 'there' };
  if (userErrors[0]) return { kind: 'refused', why: userErrors[0].message };
  const file = files?.[0];
  return file ? { kind: 'made', file: standing(file) } : { kind: 'unknown', why: 'an answer without a file' };
}
