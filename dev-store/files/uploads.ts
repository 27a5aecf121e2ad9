import { raw, Router, type Request, type Response } from 'express';
import type { Parts } from '../control/common.ts';
import { keepBytes, readBytes } from './bytes.ts';
import { readMultipart } from './multipart.ts';
import { addressOfKey, signatureOf } from './staged.ts';

/** Shopify takes videos of a gigabyte; what is sent here is small. */
const MOST_BYTES = '32mb';

/**
 * The bucket behind staged uploads, under `/dev-store/uploads`: a PUT to a signed address, a POST of a form to the bucket,
 * and a GET for whoever shows the file. Browsers of the app's origin may use it.
 */
export function uploadRouter({ store, options }: Parts): Router {
  const router = Router();
  router.use((request, response, next) => {
    response.set({
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Methods': 'GET, POST, PUT',
      'Access-Control-Allow-Headers': '*',
    });
    if (request.method === 'OPTIONS') response.status(204).end();
    else next();
  });
  router.use(raw({ type: () => true, limit: MOST_BYTES }));
  const keep = (key: string, signature: unknown, method: string, bytes: Buffer): boolean => {
    const upload = store.state.uploads.find((one) => one.key === key && one.method === method);
    if (upload === undefined || signature !== signatureOf(options, key)) return false;
    keepBytes(store, options, key, bytes);
    upload.received = { size: bytes.length, at: store.nowIso() };
    store.touch();
    return true;
  };
  router.put('/*', (request, response) => {
    const signature = request.query['X-Goog-Signature'];
    response.status(keep(keyOf(request), signature, 'PUT', bodyOf(request)) ? 200 : 403).end();
  });
  router.post('/', (request, response) => {
    const parts = readMultipart(request.get('content-type') ?? '', bodyOf(request)) ?? [];
    const field = (name: string): string | undefined => parts.find((one) => one.name === name)?.body.toString('utf8');
    const file = parts.find((one) => one.name === 'file');
    const key = field('key') ?? '';
    if (file === undefined || !keep(key, field('x-goog-signature'), 'POST', file.body)) response.status(403).end();
    else
      response
        .status(201)
        .type('application/xml')
        .send(created(addressOfKey(options, key), key));
  });
  router.get('/*', (request, response) => {
    const key = keyOf(request);
    const upload = store.state.uploads.find((one) => one.key === key);
    const bytes = readBytes(store, options, key);
    if (upload === undefined || bytes === null) response.status(404).end();
    else sendFile(response, upload.mimeType, bytes);
  });
  return router;
}

/** Files come from outside: what is no picture is handed out for saving, never as a page of this origin. */
function sendFile(response: Response, mimeType: string, bytes: Buffer): void {
  const shown = /^(?:image|video)\//.test(mimeType) && mimeType !== 'image/svg+xml';
  response.set({
    'Content-Type': mimeType,
    'Content-Disposition': shown ? 'inline' : 'attachment',
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': 'sandbox',
  });
  response.send(bytes);
}

function keyOf(request: Request): string {
  return decodeURIComponent(request.path.slice(1));
}

function bodyOf(request: Request): Buffer {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}

function created(location: string, key: string): string {
  const text = (value: string): string => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<?xml version="1.0" encoding="UTF-8"?><PostResponse><Location>${text(location)}</Location><Key>${text(key)}</Key></PostResponse>`;
}
