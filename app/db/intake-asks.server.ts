import type { ShopId } from '#app/domain/ids.ts';
import type { Language } from '#app/domain/language.ts';
import type { Statements } from './statements.server.ts';

/** What a guest typed to prove an order: its number, and the e-mail or phone that it was placed with. */
export type Ask = { orderName: string; contact: string; language: Language };

export async function addAsk(tx: Statements, shopId: ShopId, id: string, ask: Ask, at: Date): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO intake_asks (shop_id, id, order_name, contact, language, at)
    VALUES (${shopId}, ${id}::uuid, ${ask.orderName}, ${ask.contact}, ${ask.language}, ${at})`;
}

/** Null once it was answered. */
export async function findAsk(client: Statements, shopId: ShopId, id: string): Promise<Ask | null> {
  const [row] = await client.$queryRaw<Ask[]>`
    SELECT order_name AS "orderName", contact, language FROM intake_asks WHERE shop_id = ${shopId} AND id = ${id}::uuid`;
  return row ?? null;
}

/** It was answered, one way or the other. False when somebody else has done so. */
export async function endAsk(tx: Statements, shopId: ShopId, id: string): Promise<boolean> {
  return (await tx.$executeRaw`DELETE FROM intake_asks WHERE shop_id = ${shopId} AND id = ${id}::uuid`) === 1;
}

/** Removes asks, counts and forms from before this, of any shop. Answers how many. */
export async function forgetIntake(client: Statements, before: Date, most: number): Promise<number> {
  const [row] = await client.$queryRaw<
    { gone: number }[]
  >`SELECT system_forget_intake(${before}, ${most}::int) AS gone`;
  return row?.gone ?? 0;
}
