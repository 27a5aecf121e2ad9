/**
 * Proves the comparison with Shopify at size, against a real PostgreSQL and a dev store over real HTTP:
 *
 *     node scripts/reconcile-proof.ts --clean 5000 --differing 200
 *
 * Plants so many remedies of every kind on both sides, so many of them differing in every way there is; each of those must
 * be found, and nothing else told.
 */
import { parseArgs } from 'node:util';
import { prove } from '#tests/reconcile/prove.ts';
import { copyTemplate, startTestServer } from '#tests/setup/private-postgres.ts';
import { createWorld } from '#tests/setup/world.ts';

const { values } = parseArgs({
  options: { clean: { type: 'string', default: '5000' }, differing: { type: 'string', default: '200' } },
});
const server = await startTestServer();
try {
  const database = await copyTemplate(server);
  const world = await createWorld({ database, optionalScopes: ['write_gift_cards', 'write_customers'] });
  const proof = await prove(world, Number(values.clean), Number(values.differing));
  const ways = new Map<string, number>();
  for (const line of proof.planted) {
    const [remedyKind = '', kind = ''] = line.split(' ');
    ways.set(`${kind} (${remedyKind})`, (ways.get(`${kind} (${remedyKind})`) ?? 0) + 1);
  }
  for (const [way, count] of ways) console.log(`planted ${String(count).padStart(4)}  ${way}`);
  for (const line of proof.missed) console.error(`missed: ${line}`);
  for (const line of proof.falseAlarms) console.error(`false alarm: ${line}`);
  console.log(
    `${String(proof.remedies)} remedies compared in ${String(Math.round(proof.seconds))} s with ${String(proof.calls)} calls ` +
      `(${String(proof.points)} points asked for): ${String(proof.planted.length)} differences planted, ` +
      `${String(proof.planted.length - proof.missed.length)} found, ${String(proof.falseAlarms.length)} false alarms`,
  );
  process.exitCode = proof.missed.length + proof.falseAlarms.length === 0 ? 0 : 1;
  await world.close();
  await database.drop();
} finally {
  await server.stop();
}
