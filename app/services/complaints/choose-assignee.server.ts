import { staffLoad } from '#app/db/staff-load.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import { chooseAssignee } from '#app/domain/service/assignment.ts';
import type { ShopContext } from '../context.ts';

/**
 * Who sees to a complaint that comes without anybody of the staff. Staff who log one keep it. An id that is nobody's in a
 * shop in which nobody is known: the first who opens Amends finds it (the sweep of the clocks passes it on).
 */
export async function assigneeFor(
  client: Statements,
  { shopId, clock }: Pick<ShopContext, 'shopId' | 'clock'>,
): Promise<string> {
  return chooseAssignee(await staffLoad(client, shopId), clock.now()) ?? '0';
}
