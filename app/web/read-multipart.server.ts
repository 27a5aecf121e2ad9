import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { Busboy, type BusboyInstance } from '@fastify/busboy';
import { mostBytesAtOnce, mostBytesEach, mostFilesAtOnce } from '#app/domain/files/attachment.ts';
import { err, ok, type Result } from '#app/domain/result.ts';
import type { IncomingFile } from '#app/services/files/prepare-files.server.ts';
import type { FormValues } from './parse-form.server.ts';
import { MAX_READ_PAST_BYTES } from './read-body.server.ts';

/** A form with files; the files by the name of their field. Fields where nothing was chosen have none. */
export type Multipart = { values: FormValues; files: Record<string, IncomingFile[]> };

/** `not_a_form`: no multipart, or it breaks off. `too_large`: more than is read of any form; nothing was kept. */
export type MultipartProblem = 'not_a_form' | 'too_large';

/** What a form with files may weigh at most, with its texts and what parts them. */
export const MOST_MULTIPART_BYTES = mostBytesAtOnce + 2 * 1024 * 1024;

const limits = {
  fieldNameSize: 100,
  fieldSize: 64 * 1024,
  fields: 200,
  fileSize: mostBytesEach,
  /** Those beyond what is taken are named in the answer, not read. */
  files: 200,
  headerPairs: 20,
};

/**
 * Reads `multipart/form-data` as it comes in, and stops at once when it is more than any honest form: `request` is an
 * Express request, or the body of a Remix one by `Readable.fromWeb`. Files are not looked into: `prepareFiles` does that.
 */
export async function readMultipart(
  request: Readable,
  contentType: string | null | undefined,
): Promise<Result<Multipart, MultipartProblem>> {
  const parser = parserFor(contentType ?? '');
  if (!parser) return err('not_a_form');
  const values = Object.create(null) as FormValues;
  const files = Object.create(null) as Record<string, IncomingFile[]>;
  let many = 0;
  let length = 0;
  return new Promise((resolve) => {
    const end = (result: Result<Multipart, MultipartProblem>) => {
      request.unpipe(parser);
      // What is still to come is read past and thrown away: a sender hears nothing before it has sent everything.
      if (!result.ok) request.resume();
      resolve(result);
    };
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > MOST_MULTIPART_BYTES + MAX_READ_PAST_BYTES) request.destroy();
      else if (length > MOST_MULTIPART_BYTES) end(err('too_large'));
    });
    parser.on('field', (name, value, nameCut, valueCut) => {
      if (nameCut || valueCut) return end(err('too_large'));
      const before = values[name];
      values[name] = before === undefined ? value : [before, value].flat();
    });
    parser.on('file', (field, stream, name) => {
      const isKept = many < mostFilesAtOnce;
      if (name) many += 1;
      const chunks: Buffer[] = [];
      let cutOff = false;
      stream.on('data', (chunk: Buffer) => {
        if (isKept) chunks.push(chunk);
      });
      stream.on('limit', () => {
        cutOff = true;
      });
      stream.on('error', () => {
        end(err('not_a_form'));
      });
      stream.on('end', () => {
        const bytes = Buffer.concat(chunks);
        // A field of a form in which nothing was chosen comes as a file without name and bytes.
        if (!name && bytes.length === 0) return;
        (files[field] ??= []).push({ name, bytes, cutOff });
      });
    });
    for (const limit of ['fieldsLimit', 'filesLimit', 'partsLimit'] as const)
      parser.on(limit, () => {
        end(err('too_large'));
      });
    parser.on('error', () => {
      end(err('not_a_form'));
    });
    parser.on('finish', () => {
      end(ok({ values, files }));
    });
    // Whoever sent it has gone away.
    request.on('error', () => {
      end(err('not_a_form'));
    });
    request.on('close', () => {
      if (!request.readableEnded) end(err('not_a_form'));
    });
    request.pipe(parser);
  });
}

/** The same of a Remix request. */
export function readFormWithFiles(request: Request): Promise<Result<Multipart, MultipartProblem>> {
  const body = request.body as ReadableStream<Uint8Array> | null;
  const stream = body === null ? Readable.from([]) : Readable.fromWeb(body);
  return readMultipart(stream, request.headers.get('content-type'));
}

function parserFor(contentType: string): BusboyInstance | null {
  if (!/^multipart\/form-data\b/i.test(contentType)) return null;
  try {
    return new Busboy({ headers: { 'content-type': contentType }, limits, preservePath: false });
  } catch {
    // It names no boundary.
    return null;
  }
}
