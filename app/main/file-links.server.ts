import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { parseAttachmentId, parseShopId, type AttachmentId, type ShopId } from '#app/domain/ids.ts';

/** `thumb`: the small picture; `whole`: the file itself. */
export type FileForm = 'thumb' | 'whole';
export type LinkedFile = { shopId: ShopId; id: AttachmentId; form: FileForm };

export type FileLinks = {
  /** An address that gives the file to whoever has it, for one to two hours. For pages whose reader was checked. */
  address(file: LinkedFile, now: Date): string;
  /** What such an address names; null when it was not made here, or is too old. */
  read(id: string, query: Readonly<Record<string, unknown>>, now: Date): LinkedFile | null;
};

const hourMs = 60 * 60 * 1000;

/**
 * Addresses of files. A page in the admin's frame has no cookie, and a picture cannot carry a token, so who may see the page
 * is given addresses that are signed and end soon.
 * @param base where browsers reach the app
 */
export function createFileLinks(secret: string, base: string): FileLinks {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'amends file links', 32));
  const sign = ({ shopId, id, form }: LinkedFile, until: number): string =>
    createHmac('sha256', key).update([shopId, id, form, until].join(' ')).digest('base64url');
  return {
    address(file, now) {
      // The same for an hour, so that the browser need not fetch a picture twice.
      const until = Math.ceil(now.getTime() / hourMs) + 1;
      const query = new URLSearchParams({
        shop: file.shopId,
        as: file.form,
        until: String(until),
        by: sign(file, until),
      });
      return `${base}/files/${file.id}?${query.toString()}`;
    },
    read(idText, { shop, as: form, until: untilText, by }, now) {
      const [shopId, id, until] = [parseShopId(shop), parseAttachmentId(idText), Number(untilText)];
      if (shopId === null || id === null || (form !== 'thumb' && form !== 'whole')) return null;
      if (typeof by !== 'string' || !Number.isSafeInteger(until) || until * hourMs <= now.getTime()) return null;
      const [given, right] = [Buffer.from(by), Buffer.from(sign({ shopId, id, form }, until))];
      return given.length === right.length && timingSafeEqual(given, right) ? { shopId, id, form } : null;
    },
  };
}
