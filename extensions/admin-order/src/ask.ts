/** Asking the app's server. Shopify finds it by the app's address, and adds the token of whoever is signed in. */
import type { AdminOrderProblem } from '../../../app/web/admin-order-wire.ts';

export type Answer<Told> = { told: Told } | { refused: AdminOrderProblem };

/**
 * @param path below /api/admin-order
 * @param fields sent as a form; without them it is a GET
 * @param unreachable said when nothing came back that could be read
 */
export async function ask<Told>(path: string, unreachable: string, fields?: URLSearchParams): Promise<Answer<Told>> {
  try {
    const answer = await fetch(`/api/admin-order/${path}`, fields ? { method: 'POST', body: fields } : {});
    const said: unknown = await answer.json();
    return answer.ok ? { told: said as Told } : { refused: said as AdminOrderProblem };
  } catch {
    return { refused: { message: unreachable, fields: {} } };
  }
}

/** Shopify's id of the order that the page is about, as the server writes it. */
export const orderOf = ({ selected }: { selected: { id: string }[] }): string =>
  selected[0]?.id.split('/').at(-1) ?? '';
