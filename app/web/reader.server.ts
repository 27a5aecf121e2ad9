import type { Reader } from '#app/components/formats.ts';
import type { StaffVisit } from './context.server.ts';

/** How this person reads amounts and dates, for the page's ReaderProvider. */
export function readerOf({ ctx, locale, shop }: StaffVisit): Reader {
  return { locale, timeZone: shop.timeZone, now: ctx.clock.now().toISOString() };
}
