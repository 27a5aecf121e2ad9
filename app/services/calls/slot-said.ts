import type { CallbackSlot } from '#app/domain/intake/callback-slots.ts';

/** A time for a call as staff read it, "Tuesday 1 December, 11:00 to 13:00", in this zone. */
export function slotSaid({ from, to }: CallbackSlot, timeZone: string): string {
  const day = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', timeZone });
  const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone });
  return `${day.format(from)}, ${time.format(from)} to ${time.format(to)}`;
}
