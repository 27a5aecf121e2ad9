import type { Clock } from '#app/config/clock.ts';
import type { Logger } from '#app/config/logger.server.ts';
import type { Database } from '#app/db/database.server.ts';
import { recordFailure, shopsWithDeliveries, type WaitingDelivery } from '#app/db/webhook-deliveries.server.ts';
import type { ShopId } from '#app/domain/ids.ts';
import type { ShopContext } from '../context.ts';
import { handleAlone, handleBatch } from './handle-deliveries.server.ts';

export type InboxMeans = { db: Database; clock: Clock; log: Logger; contextFor: (shopId: ShopId) => ShopContext };

/** Shops asked for at once, turns side by side, and deliveries in a turn: nobody's flood keeps the other shops waiting. */
const mostShops = 20;
const atOnce = 4;
const mostOfAShop = 100;

/** After this many failures it is no accident: a person should hear of it. */
const accidents = 5;

type Turns = { taken: number; stuck: WaitingDelivery[]; more: boolean };

/**
 * One turn for each shop that has something due, in any number of workers at once: each takes what nobody else holds.
 * Answers how many deliveries were taken, and whether a shop had as many as a turn takes: then there may be more.
 */
export async function workOffInbox(
  means: InboxMeans,
  isStopping: () => boolean = () => false,
): Promise<{ taken: number; more: boolean }> {
  const turns: Turns = { taken: 0, stuck: [], more: false };
  let shops: ShopId[];
  let after = '';
  do {
    shops = await means.db.asSystem((client) => shopsWithDeliveries(client, means.clock.now(), after, mostShops));
    const waiting = shops.map((shopId) => means.contextFor(shopId)).values();
    await Promise.all(Array.from({ length: Math.min(atOnce, shops.length) }, () => takeTurns(waiting, turns)));
    after = shops.at(-1) ?? '';
  } while (shops.length === mostShops && !isStopping());
  if (turns.stuck.length > 0) {
    const topics = [...new Set(turns.stuck.map(({ topic }) => topic))];
    means.log.warn({ deliveries: turns.stuck.length, topics }, 'webhooks that keep failing have failed again');
  }
  return turns;
}

async function takeTurns(shops: Iterable<ShopContext>, turns: Turns): Promise<void> {
  for (const ctx of shops) {
    try {
      await takeTurn(ctx, turns);
    } catch (error) {
      // Neither handled nor put off: the next look finds it again, and the other shops must not wait for it.
      ctx.log.error({ err: error }, 'the webhooks of a shop could not be handled');
    }
  }
}

/** One batch of a shop. When it fails, each delivery in it is tried alone: the one at fault fails, the others do not. */
async function takeTurn(ctx: ShopContext, turns: Turns): Promise<void> {
  const { taken, alone } = await handleBatch(ctx, mostOfAShop);
  for (const delivery of alone) {
    if (await failsAgain(ctx, delivery)) turns.stuck.push(delivery);
  }
  turns.taken += taken;
  turns.more ||= taken === mostOfAShop;
}

/** Tries one alone. Answers whether it failed, and more often than can be an accident. */
async function failsAgain(ctx: ShopContext, delivery: WaitingDelivery): Promise<boolean> {
  try {
    await handleAlone(ctx, delivery.webhookId);
    return false;
  } catch (error) {
    const { webhookId, topic, failedAttempts } = delivery;
    const retryAt = new Date(ctx.clock.now().getTime() + untilRetryMs(failedAttempts));
    await recordFailure(ctx.db.statements(ctx.shopId), ctx.shopId, delivery, retryAt);
    if (failedAttempts >= accidents) return true;
    ctx.log.error(
      { err: error, webhookId, topic, failedAttempts: failedAttempts + 1 },
      'a webhook could not be handled',
    );
    return false;
  }
}

const hourMs = 3_600_000;

/** How long a delivery waits that has failed before: 2 s, 4 s, 8 s …, an hour at most, and never given up. In ms. */
const untilRetryMs = (failedAttempts: number): number => Math.min(hourMs, 2_000 * 2 ** failedAttempts);
