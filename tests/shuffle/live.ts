/**
 * The same life twice: once everything comes as it happened and once; then late, in any order and three in ten of it twice.
 * Shopify's deliveries and customers' mails in equal parts, into a running worker. What is left has to be the same.
 */
import { newRequestId } from '#app/db/new-id.server.ts';
import { readInboundMail } from '#app/mail/read-inbound.server.ts';
import { receiveMail } from '#app/services/messages/receive-mail.server.ts';
import { receiveWebhook } from '#app/services/webhooks/receive-webhook.server.ts';
import { DEFAULT_SCOPES } from '#dev-store/options.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createWorld, type World } from '#tests/setup/world.ts';
import { answerCase, decideCase, openCase, type Case, type News } from './cases.ts';
import { endOf, type End } from './end.ts';

/** How everything comes. */
export type Way = { shuffled: false } | { shuffled: true; seed: number };
export type Lived = { end: End; webhooks: number; mails: number; received: number; seconds: number };

type Coming = () => Promise<void>;

/** @param many webhooks and mails together, none of them counted twice */
export async function live(database: TestDatabase, many: number, way: Way): Promise<Lived> {
  const world = await createWorld({ database, jobs: 'real', remembersTokens: true, shopifyTimeoutMs: 20_000 });
  const worker = await world.startWorker();
  try {
    const cases = await makeCases(world, Math.min(100, Math.max(8, Math.floor(many / 25))));
    const webhooks = Math.floor(many / 2);
    const started = performance.now();
    const all = [
      ...(await webhooksOf(world, cases, webhooks, !way.shuffled)),
      ...(await mailsOf(world, cases, many - webhooks)),
    ];
    const coming = way.shuffled ? shuffled([...all, ...all.filter((_, nth) => nth % 10 < 3)], way.seed) : all;
    const atOnce = way.shuffled ? 8 : 1;
    for (let from = 0; from < coming.length; from += atOnce)
      await Promise.all(coming.slice(from, from + atOnce).map((come) => come()));
    await untilWorkedOff(world);
    const seconds = (performance.now() - started) / 1000;
    return { end: await endOf(world), webhooks, mails: many - webhooks, received: coming.length, seconds };
  } finally {
    await worker.stop();
    await world.close();
  }
}

/** Each acknowledged, decided, given and answered, one step after the other for all of them: nothing of it is by chance. */
async function makeCases(world: World, count: number): Promise<Case[]> {
  const opened = [];
  for (let nth = 0; nth < count; nth += 1) opened.push(await openCase(world, nth));
  await untilNone(world, `complaints WHERE acknowledgement = 'due'`);
  const cases: Case[] = [];
  for (const [nth, one] of opened.entries()) cases.push(await decideCase(world, nth, one));
  await untilNone(world, `remedies WHERE state NOT IN ('settled', 'issued')`);
  for (const one of cases) await answerCase(world, one);
  return cases;
}

/**
 * What Shopify tells. In order: the store does a thing, then tells of it; otherwise it has done all of them before the first word comes.
 */
async function webhooksOf(world: World, cases: readonly Case[], many: number, inOrder: boolean): Promise<Coming[]> {
  const told = (what: () => Promise<News | undefined>, nth: number): Coming => {
    const ids = { webhookId: newRequestId(), eventId: newRequestId() };
    const triggeredAt = new Date(world.clock.now().getTime() + nth * 1000);
    return async () => {
      const news = await what();
      if (!news) throw new Error('less was told than there is to tell');
      await receiveWebhook(world.system(), { ...ids, ...news, triggeredAt });
    };
  };
  const all: Coming[] = [];
  for (const one of cases) {
    let happened: Promise<News[]> | null = null;
    const happens = () => (happened ??= one.goesOn(world));
    if (!inOrder) await happens();
    for (let nth = 0; nth < one.tells; nth += 1) all.push(told(async () => (await happens())[nth], all.length));
  }
  // An inbox is mostly this: the same orders over and over, parcels on their way, and permissions that change, the last of which hold.
  for (let nth = all.length; nth < many; nth += 1) {
    const order = { orderId: String(cases[nth % cases.length]?.order.id) };
    const scopes = [...DEFAULT_SCOPES, ...(nth % 20 === 0 ? [] : ['write_gift_cards'])];
    const kinds: News[] = [
      { topic: 'orders/updated', subject: order },
      { topic: 'fulfillment_events/create', subject: order },
      { topic: 'fulfillments/update', subject: order },
      { topic: 'order_transactions/create', subject: order },
      { topic: 'app/scopes_update', subject: { scopes } },
    ];
    const news = kinds[nth % kinds.length];
    all.push(told(() => Promise.resolve(news), nth));
  }
  return all;
}

/** Mails of customers: most to the address of a complaint, one in ten by a machine, one in twenty-five to nobody. */
async function mailsOf(world: World, cases: readonly Case[], many: number): Promise<Coming[]> {
  const addresses = await replyAddresses(world, cases);
  return Array.from({ length: many }, (_, nth) => {
    const whose = nth % cases.length;
    const to = nth % 25 === 24 ? 'replies+nobody@in.example.com' : (addresses[whose] ?? '');
    const lines = [
      ...[`Message-ID: <shuffled-${String(nth)}@mail.example>`, 'From: Jana <jana@example.com>', `To: ${to}`],
      ...['Subject: Hello', ...(nth % 10 === 9 ? ['Auto-Submitted: auto-replied'] : []), 'MIME-Version: 1.0'],
      ...['Content-Type: text/plain; charset=utf-8', '', `Word ${String(nth)}`],
    ];
    const bytes = new TextEncoder().encode(lines.join('\r\n'));
    return async () => void (await receiveMail(world.system(), await readInboundMail(bytes)));
  });
}

/** Where each customer was asked to answer to: as it stands in the mail that she got. */
async function replyAddresses(world: World, cases: readonly Case[]): Promise<string[]> {
  const mailOf = (email: string | null): string | undefined =>
    world.store.store.state.mails
      .find((mail) => mail.to.some((one) => one.includes(email ?? ' ')))
      ?.headers?.find(({ name }) => name === 'reply-to')?.value;
  const end = performance.now() + 60_000;
  for (;;) {
    const found = cases.flatMap(({ order }) => mailOf(order.email) ?? []);
    if (found.length === cases.length) return found;
    if (performance.now() > end) throw new Error(`${String(found.length)} customers were written to`);
    await soon();
  }
}

/** By a seed, so that a failure comes again: mulberry32, and Fisher and Yates. */
function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  const [all, chance] = [[...items], chanceOf(seed)];
  for (let at = all.length - 1; at > 0; at -= 1) {
    const other = Math.floor(chance() * (at + 1));
    [all[at], all[other]] = [all[other] as Item, all[at] as Item];
  }
  return all;
}

function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const soon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 50));

/** Waits until there are no such rows; `meanwhile` is done each time that there still are. */
async function untilNone(world: World, what: string, meanwhile: () => Promise<unknown> = soon): Promise<void> {
  const end = performance.now() + 300_000;
  for (;;) {
    const [row] = await world.sql<{ count: number }>(`SELECT count(*)::int AS count FROM ${what}`);
    if (row?.count === 0) return;
    if (performance.now() > end) throw new Error(`still ${String(row?.count)} ${what}`);
    await meanwhile();
  }
}

/** Every delivery is handled, and everything that it asked for is done. */
async function untilWorkedOff(world: World): Promise<void> {
  // What found its order being decided on was put off for a second, and the clock stands still.
  const later = async () => {
    await soon();
    await world.clock.advance(100);
  };
  await untilNone(world, 'webhook_deliveries WHERE handled_at IS NULL', later);
  const jobs = `name IN ('follow-remedy', 'refresh-remedy', 'check-order') AND state IN ('created', 'retry', 'active')`;
  await untilNone(world, `pgboss.job WHERE ${jobs}`);
}
