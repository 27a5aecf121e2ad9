import { PassThrough } from 'node:stream';
import {
  createReadableStreamFromReadable,
  type HandleDocumentRequestFunction,
  type HandleErrorFunction,
} from '@remix-run/node';
import { isRouteErrorResponse, RemixServer } from '@remix-run/react';
import { isbot } from 'isbot';
import { renderToPipeableStream } from 'react-dom/server';
import { NonceContext } from './web/nonce.ts';

/** A page that is not ready by then is given up; single fetch gives up its data a little earlier. */
const RENDER_LIMIT_MS = 10_000;
export const streamTimeout = RENDER_LIMIT_MS - 1_000;

const handleRequest: HandleDocumentRequestFunction = (request, status, headers, remixContext, { visit }) =>
  new Promise((resolve, reject) => {
    const whenReady = isbot(request.headers.get('user-agent') ?? '') ? 'onAllReady' : 'onShellReady';
    let answered = status;
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={visit.nonce}>
        <RemixServer context={remixContext} url={request.url} abortDelay={RENDER_LIMIT_MS} nonce={visit.nonce} />
      </NonceContext.Provider>,
      {
        nonce: visit.nonce,
        [whenReady]: () => {
          const body = new PassThrough();
          headers.set('content-type', 'text/html; charset=utf-8');
          // Every page is one person's view of one shop.
          headers.set('cache-control', 'no-store');
          resolve(new Response(createReadableStreamFromReadable(body), { headers, status: answered }));
          pipe(body);
        },
        onShellError: (error: unknown) => {
          reject(error instanceof Error ? error : new Error('the page could not be rendered'));
        },
        onError: (error: unknown) => {
          answered = 500;
          visit.log.error({ err: error }, 'a page could not be rendered completely');
        },
      },
    );
    const limit = setTimeout(abort, RENDER_LIMIT_MS);
    limit.unref();
  });

export default handleRequest;

/** Unexpected errors of loaders and actions. The browser gets none of it but the request id. */
export const handleError: HandleErrorFunction = (error, { request, context: { visit } }) => {
  // Who went away gets no answer, and an address or a method that we do not have is no fault of ours.
  if (request.signal.aborted || (isRouteErrorResponse(error) && error.status < 500)) return;
  visit.log.error({ err: error }, 'a request failed unexpectedly');
};
