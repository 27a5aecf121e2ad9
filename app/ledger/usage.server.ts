/** What has been used of the limits that reach past one case, and the guard that nothing passes them. */
import type { Statements } from '#app/db/statements.server.ts';
import type { ShopId } from '#app/domain/ids.ts';
import type { Room } from '#app/domain/limits/room.ts';
import type { Amounts, SharedUsage } from '#app/domain/limits/usage.ts';

/**
 * What is used, and what the shop had ever held at that moment, whatever became of it.
 *
 * Spans roll in whole steps, so that never too little is counted: `hour` and `hours24` are the present five minutes and the
 * 12 or 288 before them, `days30` … `days365` today and the 30 … 365 days before it. Days and months are the shop's.
 */
export type UsageRead = { usage: SharedUsage; everHeld: Amounts };

// The windows of each counter, in the order of the numbers that the database answers (counter_numbers).
const windows = {
  shop: ['hour', 'hours24', 'day', 'month'],
  person: ['day'],
  customer: ['days30', 'days90', 'days365'],
} as const;

/**
 * What is held and given now, in one statement. Read without a lock it may be old by the time that something is held:
 * `guard` or `lockShop` makes sure.
 */
export async function readUsage(
  tx: Statements,
  shopId: ShopId,
  { userId, customerKey, at }: { userId: string; customerKey: string | null; at: Date },
): Promise<UsageRead> {
  const names = [nameOf('shop', null), nameOf('person', userId)];
  if (customerKey !== null) names.push(nameOf('customer', customerKey));
  const [row] = await tx.$queryRaw<{ numbers: (string | number)[] }[]>`
    SELECT counters_used(${shopId}, ${names}::text[], ${at})::float8[] AS numbers`;
  if (!row) throw new Error('a function that does not answer');
  const numbers = row.numbers.map(Number);
  const amounts = (): Amounts => {
    const [face = NaN, cost = NaN, remedies = NaN] = numbers.splice(0, 3);
    return { face, cost, remedies };
  };
  const next = <Window extends string>(some: readonly Window[]): Record<Window, Amounts> =>
    Object.fromEntries(some.map((window) => [window, amounts()])) as Record<Window, Amounts>;
  const [shop, person] = [next(windows.shop), next(windows.person)];
  const customer = customerKey === null ? null : next(windows.customer);
  return { usage: { shop, person, customer }, everHeld: amounts() };
}

/**
 * Takes the shop's lock and fails when more was held since a decision read what is used than it left room for. Ask for it
 * together with the entries that it guards and before them: none of them is written then, and `limitReached` tells the error
 * from others. The lock is held until the transaction ends, so ask late; and after the order and the complaint, as everywhere.
 * @param everHeld as it was read together with what the decision was made on
 */
export async function guard(tx: Statements, shopId: ShopId, everHeld: Amounts, room: Room): Promise<void> {
  if (room.face === null && room.cost === null && room.remedies === null) return;
  const [seen, most] = [everHeld, room].map(({ face, cost, remedies }) => [face, cost, remedies]);
  await tx.$executeRaw`SELECT guard_limits(${shopId}, ${seen}::bigint[], ${most}::bigint[])`;
}

/**
 * Takes the shop's lock: what is read after it is exact until the transaction ends. For the second decision, after a guard
 * has refused the first; orders and complaints are locked before it, as everywhere.
 */
export async function lockShop(tx: Statements, shopId: ShopId): Promise<void> {
  await tx.$executeRaw`SELECT lock_ledger(${shopId})`;
}

/** Whether a transaction failed because a guard refused it. */
export const limitReached = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'AM001';

// A person or a customer without a name would be counted as nobody.
function nameOf(counter: keyof SharedUsage, key: string | null): string {
  if (counter === 'shop') return 'shop';
  if (key === null || key === '') throw new Error(`a limit of a ${counter} without saying of whom`);
  return `${counter}:${key}`;
}

/** How long five minutes are kept after they were last asked for: the longest window of them is a day. */
const keptMs = 3 * 24 * 60 * 60 * 1000;

/** Removes the five minutes of days ago, in any shop, a thousand at most. Answers how many. */
export async function forgetOldSlots(client: Statements, now: Date): Promise<number> {
  const before = new Date(now.getTime() - keptMs);
  const [row] = await client.$queryRaw<
    { forgotten: number }[]
  >`SELECT system_forget_slots(${before}, 1000) AS forgotten`;
  return row?.forgotten ?? 0;
}
