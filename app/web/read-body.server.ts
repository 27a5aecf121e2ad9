import type { HeldMemory } from './memory-share.ts';

/** No form and no webhook of ours is larger; what is, is refused and kept nowhere. */
export const MAX_BODY_BYTES = 1_048_576;

/** The largest mail with files: mail servers take up to 25 MB of them, which is a third more as they are sent. */
export const MOST_MAIL_BYTES = 36 * MAX_BODY_BYTES;

/**
 * A sender hears why it was refused only once it has sent everything: up to this much is read past and thrown away.
 * On anybody with more to send we hang up.
 */
export const MAX_READ_PAST_BYTES = 8 * MAX_BODY_BYTES;

/**
 * The body of a request, byte for byte.
 * @param held where it is counted, for as long as the caller keeps it
 * @throws Response 413 when it is longer than `limit`, announced or not; 503 when `held` has no room for it
 */
export async function readBody(
  request: Request,
  limit = MAX_BODY_BYTES,
  held: HeldMemory | null = null,
): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let length = 0;
  let noRoom = false;
  if (request.body !== null) {
    for await (const chunk of chunksOf(request.body)) {
      length += chunk.byteLength;
      // Leaving the loop cancels the stream, and with it the connection.
      if (length > Math.max(MAX_READ_PAST_BYTES, limit)) throw tooLarge();
      noRoom ||= held?.take(chunk.byteLength) === false;
      if (length <= limit && !noRoom) chunks.push(chunk);
      else chunks.length = 0;
    }
  }
  if (length > limit) throw tooLarge();
  if (noRoom) throw full();
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}

async function* chunksOf(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel();
  }
}

const full = (): Response =>
  new Response('Too much at once.', { status: 503, headers: { connection: 'close', 'retry-after': '10' } });

function tooLarge(): Response {
  return new Response('Too large.', { status: 413, headers: { connection: 'close' } });
}
