import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { settle } from '#app/ledger/ledger.server.ts';
import { createLedgerCase, hold, holding } from '#tests/factories/ledger-case.ts';
import type { LedgerCase, Shop } from '#tests/factories/ledger-case.ts';

const run = promisify(execFile);
let ledger: LedgerCase;
let shop: Shop;
let other: Shop;
let folder: string;

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'amends-ledger-'));
  ledger = await createLedgerCase();
  shop = await ledger.addShop('exported', 'Europe/Prague');
  other = await ledger.addShop('other', 'Europe/Prague');
  for (const day of ['2026-11-24', '2026-11-25', '2026-11-26']) {
    const one = holding(shop, { at: new Date(`${day}T12:00:00Z`), customerKey: day === '2026-11-25' ? '7' : null });
    await ledger.db.atomically(shop.shopId, async (tx) => {
      await hold(tx, shop, one, `The "blue" one,${day === '2026-11-26' ? '\n' : ' '}of ${day}`);
      await settle(tx, shop.shopId, one, 'arrived', one.at);
    });
  }
  await ledger.db.atomically(other.shopId, (tx) => hold(tx, other, holding(other)));
});
afterAll(async () => {
  fs.rmSync(folder, { recursive: true, force: true });
  await ledger.close();
});

/** What a command prints, and how it ends. */
async function command(script: string, ...args: string[]) {
  const env = { ...process.env, DATABASE_URL: ledger.database.url };
  try {
    return { code: 0, ...(await run(process.execPath, [`scripts/${script}.ts`, ...args], { env })) };
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string };
    return { code, stdout, stderr };
  }
}

describe('ledger:verify', () => {
  it('says of every shop that its ledger is whole, and what its head is', async () => {
    const { code, stdout } = await command('ledger-verify');
    const [head] = await ledger.sql<{ hash: string }>('SELECT hash FROM ledger_heads WHERE shop_id = $1', [
      shop.shopId,
    ]);
    expect(stdout).toContain(`exported.myshopify.com: 6 entries, whole; its head is 6:${String(head?.hash)}\n`);
    expect(stdout).toContain('other.myshopify.com: 1 entries, whole');
    expect(code).toBe(0);
    expect(await command('ledger-verify', '--shop', shop.shopId, '--noted', `6:${String(head?.hash)}`)).toMatchObject({
      code: 0,
    });
  });

  it('ends with 1 and names the entry when one was changed', async () => {
    const change = async (why: string) => {
      await ledger.sql(
        `DO $$ BEGIN SET LOCAL session_replication_role = replica;
         UPDATE ledger_entries SET why = '${why}' WHERE shop_id = '${shop.shopId}' AND seq = 4; END $$`,
      );
    };
    await change('Arrived');
    const { code, stdout } = await command('ledger-verify', '--shop', shop.shopId);
    expect(stdout).toMatch(
      /exported\.myshopify\.com: 3 entries, NOT AS WRITTEN\n {2}entry 4 \([0-9a-f-]{36}\): it was changed/,
    );
    expect(code).toBe(1);
    await change('arrived');
  });

  it('ends with 2 when it is asked for something that is not there to ask for', async () => {
    expect(await command('ledger-verify', '--shop', 'no shop')).toMatchObject({ code: 2 });
    expect(await command('ledger-verify', '--noted', '1:abc')).toMatchObject({ code: 2 });
    expect(await command('ledger-export', '--shop', shop.shopId, '--format', 'xml')).toMatchObject({ code: 2 });
    expect(await command('ledger-export', '--shop', shop.shopId, '--from', 'yesterday')).toMatchObject({ code: 2 });
  });
});

describe('ledger:export', () => {
  it('writes records whose hashes anybody checks with sha256sum', async () => {
    const { stdout } = await command('ledger-export', '--shop', shop.shopId);
    const file = path.join(folder, 'ledger.csv');
    fs.writeFileSync(file, stdout);
    expect(stdout.split('\n')[0]).toBe(
      'shop_id,seq,id,kind,remedy_id,resolution_id,complaint_id,order_id,user_id,role,customer_key,amount_minor,currency,' +
        'shop_amount_minor,shop_cost_minor,shop_currency,day,month,slot,why,at,prev_hash,hash',
    );
    expect(stdout).toContain('"The ""blue"" one, of 2026-11-24"');
    expect(stdout.split('\n')).toHaveLength(1 + 6 + 1 + 1);
    // As in docs/ledger.md; the reason of the fifth entry takes two lines.
    for (const lines of ['2', '3', '4', '5', '6,7', '8']) {
      const record = `sed -n ${lines}p ${file}`;
      const summed = await run('sh', ['-c', `${record} | head -c -68 | sha256sum`]);
      const stored = await run('sh', ['-c', `${record} | tail -c 67`]);
      expect(`"${summed.stdout.slice(0, 64)}"\n`).toBe(stored.stdout.replace(/^,/, ''));
    }
  });

  it('writes the same as JSON, null where nothing is', async () => {
    const { stdout } = await command('ledger-export', '--shop', shop.shopId, '--format', 'json');
    const rows = JSON.parse(stdout) as Record<string, unknown>[];
    expect(rows.map(({ seq, kind, customer_key: who }) => [seq, kind, who])).toEqual([
      ...[
        ['1', 'reserved', null],
        ['2', 'settled', null],
        ['3', 'reserved', '7'],
      ],
      ...[
        ['4', 'settled', '7'],
        ['5', 'reserved', null],
        ['6', 'settled', null],
      ],
    ]);
    expect(rows[0]).toMatchObject({ at: '2026-11-24T12:00:00.000Z', amount_minor: '1000', prev_hash: '' });
    const none = await command('ledger-export', '--shop', 'nobody.myshopify.com', '--format', 'json');
    expect(JSON.parse(none.stdout)).toEqual([]);
  });

  it('writes what lies between two times, the second not included', async () => {
    const span = ['--from', '2026-11-25', '--to', '2026-11-26T12:00:00Z'];
    const { stdout } = await command('ledger-export', '--shop', shop.shopId, ...span, '--format', 'json');
    expect((JSON.parse(stdout) as { seq: string }[]).map(({ seq }) => seq)).toEqual(['3', '4']);
  });
});
