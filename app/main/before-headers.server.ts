import type { Response } from 'express';

/**
 * Runs `add` when the first byte of an answer is about to leave: the last chance to set headers, after Remix and
 * Shopify's library have set theirs.
 */
export function beforeHeaders(response: Response, add: () => void): void {
  const writeHead = response.writeHead.bind(response) as (...args: unknown[]) => Response;
  let added = false;
  response.writeHead = ((...args: unknown[]) => {
    if (!added) {
      added = true;
      add();
    }
    return writeHead(...args);
  }) as typeof response.writeHead;
}
