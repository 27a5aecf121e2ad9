const tail = 2048;
/** What a receipt has no need of: programs, other programs to be started, files inside (ISO 32000-1, 12.6.4, 7.11.4). */
const active = /\/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|XFA)\b/;

/** Whether a PDF has its end: what was cut off on its way has not. */
export function isWholePdf(bytes: Uint8Array): boolean {
  return latin(bytes.subarray(-tail)).includes('%%EOF');
}

/**
 * Whether a PDF says that it would do something when it is opened. What is packed inside is not seen here: a PDF is never
 * shown by us, only handed out to be saved.
 */
export function isActive(bytes: Uint8Array): boolean {
  // Letters of a name may be written by their numbers: `/J#61vaScript`.
  const text = latin(bytes).replaceAll(/#([0-9a-fA-F]{2})/g, (_all, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
  return active.test(text);
}

const latin = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes);
