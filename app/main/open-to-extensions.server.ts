import type { RequestHandler } from 'express';

const aDayS = 86_400;

/**
 * Extensions run in workers of Shopify's whose origin is none, or one of Shopify's own: so every origin may ask here, and
 * read the answers. There are no cookies; what counts is the session token in the header, which no other page has.
 */
export const openToExtensions: RequestHandler = (request, response, next) => {
  response.set({ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'no-store' });
  if (request.method !== 'OPTIONS') {
    next();
    return;
  }
  response
    .status(204)
    .set({
      'Access-Control-Allow-Methods': 'GET, POST',
      'Access-Control-Allow-Headers': 'Authorization, Content-Type',
      'Access-Control-Max-Age': String(aDayS),
    })
    .end();
};
