import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import express, { type Request, type Response, type Router } from 'express';
import { findServed, findThumbnail, readBytes, type ServedFile } from '#app/db/attachments.server.ts';
import { typeFacts } from '#app/domain/files/attachment.ts';
import type { Visit } from '#app/web/load-context.ts';
import type { Amends } from './compose.server.ts';
import type { LinkedFile } from './file-links.server.ts';

/**
 * Files of complaints, to whoever has a signed address (`fileAddress`): streamed piece by piece while we have them, else by
 * a way to where Shopify has them. They came from outside: never a page, never a script, documents only to be saved.
 */
export function serveFiles(amends: Amends, visitOf: (response: Response) => Visit): Router {
  const router = express.Router();
  router.get('/files/:id', (request, response, next) => {
    const file = amends.fileLinks.read(request.params.id, request.query, amends.clock.now());
    if (file) visitOf(response).shopId = file.shopId;
    (file ? answer(amends, file, request, response) : notThere(response)).catch(next);
  });
  return router;
}

async function answer(
  amends: Amends,
  { shopId, id, form }: LinkedFile,
  request: Request,
  response: Response,
): Promise<void> {
  const client = amends.db.statements(shopId);
  response.set({
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Cache-Control': 'private, max-age=3600',
  });
  if (form === 'thumb') {
    const thumbnail = await findThumbnail(client, shopId, id);
    if (!thumbnail) return notThere(response);
    response.type('image/webp').send(thumbnail);
    return;
  }
  const file = await findServed(client, shopId, id);
  if (!file) return notThere(response);
  if (file.at !== null) {
    response.redirect(302, file.at);
    return;
  }
  const range = rangeOf(request, file);
  if (range === null) {
    response
      .status(416)
      .set('Content-Range', `bytes */${String(file.bytes)}`)
      .end();
    return;
  }
  const { start, end } = range;
  response.status(end - start === file.bytes ? 200 : 206).set({
    'Content-Type': typeFacts[file.type].mime,
    'Content-Length': String(end - start),
    'Content-Disposition': disposition(file),
    'Accept-Ranges': 'bytes',
  });
  if (response.statusCode === 206)
    response.set('Content-Range', `bytes ${String(start)}-${String(end - 1)}/${String(file.bytes)}`);
  // Whoever looks may turn away in the middle.
  await pipeline(Readable.from(readBytes(client, shopId, id, start, end)), response).catch((error: unknown) => {
    if (!response.destroyed) throw error;
  });
}

/** The part that was asked for (phones play films no other way), or all of it. Null when it cannot be. */
function rangeOf(request: Request, { bytes }: ServedFile): { start: number; end: number } | null {
  const ranges = request.range(bytes, { combine: true });
  if (ranges === -1) return null;
  const range = Array.isArray(ranges) && ranges.type === 'bytes' && ranges.length === 1 ? ranges[0] : undefined;
  return range ? { start: range.start, end: range.end + 1 } : { start: 0, end: bytes };
}

/** RFC 6266: for old readers in ASCII, for all others as it is. */
function disposition({ name, type }: ServedFile): string {
  const how = typeFacts[type].kind === 'document' ? 'attachment' : 'inline';
  const plain = name.replaceAll(/[^\w. -]/g, '_');
  return `${how}; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name).replaceAll(/['()*]/g, escape)}`;
}

const escape = (letter: string): string => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`;

function notThere(response: Response): Promise<void> {
  response.status(404).set('Cache-Control', 'no-store').type('text/plain').send('Not found.');
  return Promise.resolve();
}
