export type Part = { name: string; filename: string | null; body: Buffer };

/**
 * The parts of a `multipart/form-data` body.
 * @returns null when the content type names no boundary
 */
export function readMultipart(contentType: string, body: Buffer): Part[] | null {
  const match = /boundary=(?:"([^"]+)"|([^;]+))/.exec(contentType);
  const boundary = match?.[1] ?? match?.[2];
  if (boundary === undefined) return null;
  const mark = Buffer.from(`--${boundary}`);
  const parts: Part[] = [];
  let at = body.indexOf(mark);
  while (at !== -1) {
    const next = body.indexOf(mark, at + mark.length);
    if (next === -1) break;
    // Between the marks: CRLF, headers, an empty line, the content, CRLF.
    const part = readPart(body.subarray(at + mark.length + 2, next - 2));
    if (part !== null) parts.push(part);
    at = next;
  }
  return parts;
}

function readPart(part: Buffer): Part | null {
  const end = part.indexOf('\r\n\r\n');
  if (end === -1) return null;
  const headers = part.subarray(0, end).toString('utf8');
  const name = /name="([^"]*)"/.exec(headers)?.[1];
  if (name === undefined) return null;
  return { name, filename: /filename="([^"]*)"/.exec(headers)?.[1] ?? null, body: part.subarray(end + 4) };
}
