/**
 * `npm run proof:shuffle`: 10,000 webhooks of Shopify and mails of customers in equal parts (`--many`), once as they happened and
 * once each, then late, shuffled (`--seed`) and three in ten of them twice. What is left in the database has to be the same:
 * complaints, messages, remedies, ledger, story, differences, permissions and mails. Ends with 1 when it is not.
 */
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { copyTemplate, startTestServer } from '#tests/setup/private-postgres.ts';
import { live, type Lived, type Way } from '#tests/shuffle/live.ts';

const { values: flags } = parseArgs({
  options: { many: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
});
const server = await startTestServer();
try {
  const ordered = await lived({ shuffled: false });
  const shuffled = await lived({ shuffled: true, seed: Number(flags.seed) });
  const parts = Object.keys(ordered.end) as (keyof Lived['end'])[];
  for (const part of parts) {
    const [one, other] = [ordered.end[part], shuffled.end[part]];
    const same = isDeepStrictEqual(one, other);
    console.log(`${part}: ${String(one.length)} rows, ${same ? 'the same' : 'DIFFERENT'}`);
    if (same) continue;
    process.exitCode = 1;
    const at = one.findIndex((row, nth) => !isDeepStrictEqual(row, other[nth]));
    console.error(JSON.stringify({ inOrder: one[at], shuffled: other[at] }, null, 2));
  }
} finally {
  await server.stop();
}

async function lived(way: Way): Promise<Lived> {
  const database = await copyTemplate(server);
  const result = await live(database, Number(flags.many), way);
  await database.drop();
  const { webhooks, mails, received, seconds } = result;
  console.log(
    `${way.shuffled ? `shuffled by ${String(way.seed)}` : 'in order'}: ${String(webhooks)} webhooks and ${String(mails)} mails, ` +
      `${String(received)} received in ${String(Math.round(seconds))} s`,
  );
  return result;
}
