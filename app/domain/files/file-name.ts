import { typeFacts, type FileType } from './attachment.ts';

const longestStem = 80;
/** Names that Windows gives to its devices. */
const device = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/**
 * A name that may be shown, stored and saved: the last part of what came as one, without control characters, marks that
 * turn the direction of reading (`photo\u202Egnp.exe`), characters that file systems or HTML read as theirs, and with the
 * ending of what the file is.
 */
export function safeFileName(given: string, type: FileType): string {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const stem = last
    .replace(/\.[^.]*$/, '')
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
    .replaceAll(/[<>:"'`|?*%#&;=]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[. -]+|[. ]+$/g, '');
  const short = [...stem].slice(0, longestStem).join('').trim();
  const { extension, kind } = typeFacts[type];
  return `${short === '' || device.test(short) ? kind : short}.${extension}`;
}
