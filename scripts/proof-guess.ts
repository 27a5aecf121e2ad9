/**
 * `npm run proof:guess`: whether somebody who types order numbers into the form learns which of them exist. Against the app as
 * in production, its worker inside, with the dev store and a mail server, over HTTP as Shopify's app proxy asks.
 *
 * First `--pairs` (1,000) pairs, one order that exists with the e-mail that is its own and one that does not, in turns and by
 * chance which of them first: the same bytes and headers of all, and their times must not tell them apart (area under the
 * ROC curve at most 0.55); nor may the time of what is asked next. Then `--numbers` (10,000) one after the other: the same
 * bytes and headers of all. Left out of what is compared is `date`, the time of day; the request's id is the asker's own.
 *
 * The counts that would end this after twenty questions are emptied as it goes, so that each is really worked on. Prints
 * what it found, and ends with 1 when anything tells.
 */
import { parseArgs } from 'node:util';
import pg from 'pg';
import { askThroughProxy, type AtShop } from '#tests/factories/proxy.ts';
import { typed } from '#tests/factories/report.ts';
import { setBenchStage, benchShop } from './bench-stage.ts';
import { freePort } from './ports.ts';
import { toldApart } from './told-apart.ts';

const { values: flags } = parseArgs({
  options: { pairs: { type: 'string', default: '1000' }, numbers: { type: 'string', default: '10000' } },
});
const [pairs, numbers] = [Number(flags.pairs), Number(flags.numbers)];
const mostToldApart = 0.55;
/** Orders that exist; each is asked about several times. */
const orderCount = 200;
const lanes = 4;

const smtp = await freePort(4200);
const stage = await setBenchStage({
  DEV_STORE_SMTP_PORT: String(smtp),
  SMTP_URL: `smtp://127.0.0.1:${String(smtp)}`,
  MAIL_FROM: 'Amends <amends@example.com>',
});
const owner = new pg.Pool({ connectionString: stage.databaseUrl, max: 1 });
const app = stage.appUrl;
const asker = { ask: (path: string, init?: RequestInit) => fetch(`${app}${path}`, { redirect: 'manual', ...init }) };
const problems: string[] = [];
try {
  const orders: { name: string; email: string }[] = [];
  for (let nth = 0; nth < orderCount; nth += 1) {
    const email = `guess${String(nth)}@example.com`;
    const made = await stage.control<{ name: string }>('orders', {
      ...{ shop: benchShop, scenario: 'paid-200' },
      customer: { email, firstName: 'Eva', lastName: 'Malá' },
    });
    orders.push({ name: made.name, email });
  }
  await byTime(orders);
  await throughNumbers(orders.map(({ name }) => Number(name.slice(1))));
} finally {
  await owner.end();
  await stage.stop();
}
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;

/** Somebody whom nobody has counted yet. */
function somebody(nth: number): AtShop {
  const headers = { 'x-forwarded-for': `2001:db8:0:${nth.toString(16)}::1`, 'x-request-id': 'one-and-the-same' };
  return { shop: benchShop, headers: { ...headers, 'accept-language': 'en' } };
}

async function forget(): Promise<void> {
  await owner.query('DELETE FROM intake_counts');
}

/** Asks, and answers everything that is seen but the time of day, and how long it took, in ms. */
async function askAbout(nth: number, name: string, contact: string): Promise<{ seen: string; ms: number }> {
  const form = typed(name, contact);
  const from = performance.now();
  const answer = await askThroughProxy(asker, '/report', somebody(nth), form);
  const text = await answer.text();
  const ms = performance.now() - from;
  const headers = [...answer.headers].filter(([name]) => name !== 'date');
  return { seen: JSON.stringify([answer.status, headers, text]), ms };
}

async function byTime(orders: readonly { name: string; email: string }[]): Promise<void> {
  const times = { there: [] as number[], not: [] as number[], afterThere: [] as number[], afterNot: [] as number[] };
  const answers = new Set<string>();
  let nth = 0;
  // What is slower the first time is none of the two.
  for (; nth < 100; nth += 1) await askAbout(nth, `#9${String(1000 + nth)}`, 'warm@example.com');
  const ask = async (which: 'there' | 'not', pair: number) => {
    const order = orders[pair % orders.length];
    if (!order) throw new Error('no order');
    // As long as the name of one that is there.
    const name = which === 'there' ? order.name : `#9${order.name.slice(2)}`;
    const { seen, ms } = await askAbout((nth += 1), name, order.email);
    answers.add(seen);
    times[which].push(ms);
    const next = await askAbout((nth += 1), `#8${String(100 + (nth % 900))}`, 'next@example.com');
    answers.add(next.seen);
    times[which === 'there' ? 'afterThere' : 'afterNot'].push(next.ms);
  };
  for (let pair = 0; pair < pairs; pair += 1) {
    // The rate of one order is five an hour, of the shop 2,000.
    if (pair % 4 === 0) await forget();
    const first = Math.random() < 0.5 ? 'there' : 'not';
    await ask(first, pair);
    await ask(first === 'there' ? 'not' : 'there', pair);
  }
  const [itself, next] = [toldApart(times.there, times.not), toldApart(times.afterThere, times.afterNot)];
  console.log(
    `${String(pairs)} pairs: ${String(answers.size)} answer(s), median ${median(times.there)} ms there and ` +
      `${median(times.not)} ms not; told apart by its time ${written(itself)}, by that of the next ${written(next)} (0.5 is not at all)`,
  );
  if (answers.size !== 1) problems.push(`${String(answers.size)} different answers`);
  if (itself > mostToldApart) problems.push('the time of an answer tells whether the order is there');
  if (next > mostToldApart) problems.push('the time of the next answer tells whether the order is there');
  const mails = await stage.control<{ to: string[] }[]>('mails');
  console.log(`${String(mails.length)} links went to those whose orders they are`);
  if (mails.length === 0) problems.push('nothing was worked on');
}

async function throughNumbers(there: readonly number[]): Promise<void> {
  const answers = new Map<string, number>();
  let next = Math.min(...there) - 100;
  const [first, end] = [next, next + numbers];
  const lane = async () => {
    while (next < end) {
      const number = (next += 1) - 1;
      if ((number - first) % 1000 === 0) await forget();
      const { seen } = await askAbout(1_000_000 + number, `#${String(number)}`, 'somebody@example.com');
      answers.set(seen, (answers.get(seen) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  const found = there.filter((number) => number >= first && number < end).length;
  console.log(
    `${String(numbers)} numbers from #${String(first)}, ${String(found)} of them orders: ${String(answers.size)} answer(s)`,
  );
  if (answers.size !== 1) problems.push(`the numbers answer in ${String(answers.size)} ways`);
}

function median(times: readonly number[]): string {
  return written(times.toSorted((one, other) => one - other)[Math.floor(times.length / 2)] ?? Number.NaN);
}

function written(figure: number): string {
  return String(Math.round(figure * 1000) / 1000);
}
