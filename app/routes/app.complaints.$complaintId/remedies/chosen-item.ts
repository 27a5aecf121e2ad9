import { fieldsOf } from '#app/components/kept-fields.ts';

/** An item chosen from the shop. */
export type ChosenItem = { variantId: string; title: string };

/** An item that a browser has kept, if it is one. */
export function readItem(kept: unknown): ChosenItem | null {
  const { variantId, title } = fieldsOf(kept);
  return typeof variantId === 'string' && typeof title === 'string' ? { variantId, title } : null;
}

/** Items that a browser has kept, by the line that each belongs to. */
export const readItems = (kept: unknown): Record<string, ChosenItem> =>
  Object.fromEntries(
    Object.entries(fieldsOf(kept)).flatMap(([line, item]) => {
      const found = readItem(item);
      return found ? [[line, found] as const] : [];
    }),
  );
