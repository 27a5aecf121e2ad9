import { policyAt } from '#app/db/policies.server.ts';
import type { NumberedPolicy } from '#app/db/policies.server.ts';
import type { ShopContext } from '../context.ts';

/** The rules that hold now. @param currency the shop's */
export const readPolicy = (ctx: ShopContext, currency: string): Promise<NumberedPolicy> =>
  policyAt(ctx.db.statements(ctx.shopId), ctx.shopId, ctx.clock.now(), currency);
