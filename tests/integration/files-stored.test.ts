import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Attachment } from '#app/domain/files/attachment.ts';
import { receiveFiles } from '#app/services/files/receive-files.server.ts';
import { storeFile } from '#app/services/files/store-file.server.ts';
import { answerDataRequest, eraseCustomer } from '#app/services/privacy/privacy.server.ts';
import { keyOfAddress } from '#dev-store/files/staged.ts';
import { readBytes } from '#dev-store/files/bytes.ts';
import { complain, fault as addFault, idOf, makeOrder } from '#tests/factories/cases.ts';
import * as make from '#tests/factories/files.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, MUG_HOUSE, people, type World } from '#tests/setup/world.ts';

let database: TestDatabase;
let world: World;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld({ database, quarantineMs: 60_000 });
});
afterAll(async () => {
  await world.close();
  await database.drop();
});
beforeEach(async () => {
  world.store.store.state.files = [];
  world.store.store.state.uploads = [];
  world.store.store.state.fileRules = { readyAfterMs: 1_000 };
  world.store.store.state.faults = [];
  await world.sql('DELETE FROM attachments');
});

const minuteMs = 60_000;
const atShopify = () => world.store.store.state.files;

type Row = { state: string; shopify_id: string | null; shopify_url: string | null; name: string; pieces: number };
async function row({ id }: Attachment): Promise<Row | undefined> {
  const [found] = await world.sql<Row>(
    `SELECT state, shopify_id, shopify_url, name, thumbnail, sha256,
      (SELECT count(*)::int FROM attachment_pieces p WHERE p.attachment_id = a.id) AS pieces FROM attachments a WHERE id = $1`,
    [id],
  );
  return found;
}

async function received(bytes?: Uint8Array, name = 'cup.jpg') {
  const order = makeOrder(world);
  const complaintId = await complain(world, order);
  const files = [{ name, bytes: bytes ?? (await make.phonePhoto()) }];
  const { attachments } = await receiveFiles(world.as(people.anna), { holder: { complaintId }, files });
  const [file] = attachments;
  if (!file) throw new Error('nothing was kept');
  return { file, order, subject: { customerId: String(order.customerId), orderIds: [idOf(order)] } };
}

/** Looks again and again, each time that something is due, until nothing is any more or the time is over. */
async function until(ms = 60 * minuteMs): Promise<void> {
  for (const end = world.clock.now().getTime() + ms; ;) {
    await world.sweepFiles();
    const [due] = await world.sql<{ at: Date | null }>('SELECT min(next_at) AS at FROM attachments');
    if (!due?.at || due.at.getTime() > end) return;
    await world.clock.advance(Math.max(0, due.at.getTime() - world.clock.now().getTime()));
  }
}

const fault = (kind: Parameters<typeof addFault>[1], match: string, times = 1): void => {
  addFault(world, kind, { match, times });
};
/** All of what was arranged has struck. */
const struck = () => world.store.store.state.faults.every(({ timesLeft }) => timesLeft === 0);

describe('a file of a complaint', () => {
  it.each([
    ['cup.jpg', () => make.phonePhoto(), 'MediaImage'],
    ['cup.mov', () => make.phoneVideo(), 'Video'],
    ['receipt.pdf', () => make.pdf(), 'GenericFile'],
  ])('(%s) gets to Shopify without the place, and our bytes go when it is there', async (name, bytes, type) => {
    const { file } = await received(await bytes(), name);
    await world.sweepFiles();
    expect(await row(file)).toMatchObject({ state: 'received', pieces: 1 });
    await until();
    expect(atShopify()).toMatchObject([
      { type, status: 'READY', filename: expect.stringContaining(file.id) as string },
    ]);
    const { store, options } = world.store;
    const kept = readBytes(store, options, keyOfAddress(options, atShopify()[0]?.source ?? '') ?? '');
    expect(kept).toHaveLength(file.bytes);
    expect(kept?.includes(make.PLACE)).toBe(false);
    expect(await row(file)).toMatchObject({
      state: 'stored',
      pieces: 0,
      shopify_url: expect.stringContaining(file.id) as string,
    });
  });

  it.each([
    [
      'Shopify makes it and its answer gets lost',
      () => {
        fault('timeout-after', 'fileCreate');
      },
    ],
    [
      'Shopify does not answer, and had made nothing',
      () => {
        fault('timeout-before', 'fileCreate');
      },
    ],
    [
      'its answer is an error of the server, twice',
      () => {
        fault('5xx-before', 'fileCreate', 2);
      },
    ],
    [
      'there is no place to upload to for a while',
      () => {
        fault('5xx-before', 'stagedUploadsCreate', 3);
      },
    ],
    [
      'it cannot be looked for',
      () => {
        fault('timeout-after', 'fileCreate');
        fault('5xx-before', 'files', 2);
      },
    ],
    [
      'Shopify is busy',
      () => {
        fault('throttled', 'fileCreate', 2);
      },
    ],
  ])('is at Shopify once when %s', async (_name, arrange) => {
    const { file } = await received();
    arrange();
    await until();
    expect(struck()).toBe(true);
    expect(await row(file)).toMatchObject({ state: 'stored', pieces: 0 });
    expect(atShopify()).toHaveLength(1);
  });

  it('that is a film, of whose name Shopify would make two, is there once all the same', async () => {
    const { file } = await received(make.phoneVideo(), 'cup.mov');
    fault('timeout-after', 'fileCreate');
    await until();
    expect(struck()).toBe(true);
    expect(await row(file)).toMatchObject({ state: 'stored' });
    expect(atShopify()).toHaveLength(1);
  });

  it('is not made a second time by a worker who took over from one that died, nor by two at once', async () => {
    const { file } = await received();
    world.store.store.state.fileRules = { readyAfterMs: null };
    await Promise.all([storeFile(world.system(), file.id), storeFile(world.system(), file.id)]);
    expect(atShopify()).toHaveLength(1);
    // As if the first had died before it could write down what Shopify answered.
    await world.sql('UPDATE attachments SET shopify_id = NULL, next_at = at');
    await storeFile(world.system(), file.id);
    expect(atShopify()).toHaveLength(1);
    expect((await row(file))?.shopify_id).toContain(String(atShopify()[0]?.id));
  });

  it('stays with us when Shopify does not take it', async () => {
    const { file } = await received();
    fault('user-errors', 'fileCreate');
    await until();
    expect(await row(file)).toMatchObject({ state: 'refused', pieces: 1 });
  });

  it('stays with us when Shopify could not make anything of it', async () => {
    const { file } = await received();
    world.store.store.state.fileRules = { readyAfterMs: null };
    await world.sweepFiles();
    for (const one of atShopify()) Object.assign(one, { status: 'FAILED', error: { code: 'UNKNOWN', message: 'no' } });
    await until(minuteMs);
    expect(await row(file)).toMatchObject({ state: 'refused', pieces: 1 });
  });

  it('stays with us without the permission, and goes to Shopify within a day of it', async () => {
    await world.sql(`UPDATE shops SET scopes = replace(scopes, ',write_files', '')`);
    const { file } = await received();
    await until();
    expect(await row(file)).toMatchObject({ state: 'received', pieces: 1 });
    expect(world.store.store.state.uploads).toEqual([]);
    await world.sql(`UPDATE shops SET scopes = scopes || ',write_files'`);
    await until(25 * 60 * minuteMs);
    expect(await row(file)).toMatchObject({ state: 'stored' });
  });
});

describe('the files of a customer who is forgotten', () => {
  const erase = (subject: Parameters<typeof eraseCustomer>[2]) =>
    world.db.atomically(MUG_HOUSE, (tx) => eraseCustomer(world.system(), tx, subject));
  const nothing = { name: '', thumbnail: null, sha256: null, shopify_url: null, pieces: 0 };

  it('are handed over when she asks for what we have', async () => {
    const { subject } = await received();
    await until();
    await world.db.atomically(MUG_HOUSE, (tx) => answerDataRequest(world.system(), tx, subject));
    const [answer] = await world.sql<{ files: unknown }>(
      `SELECT answer->'complaints'->0->'files' AS files FROM privacy_requests`,
    );
    expect(answer?.files).toMatchObject([{ name: 'cup.jpg', address: expect.stringContaining('amends-') as string }]);
  });

  it('are deleted at Shopify too', async () => {
    const { file, subject } = await received();
    await until();
    await erase(subject);
    expect(await row(file)).toMatchObject({ ...nothing, state: 'forgetting' });
    await until();
    expect(await row(file)).toMatchObject({ ...nothing, state: 'forgotten', shopify_id: null });
    expect(atShopify()).toEqual([]);
  });

  it('are gone at once when they never left us', async () => {
    const { file, subject } = await received();
    await erase(subject);
    expect(await row(file)).toMatchObject({ ...nothing, state: 'forgotten' });
    await until();
    expect(world.store.store.state.uploads).toEqual([]);
  });

  it('are found and deleted when nobody had heard that Shopify had made them', async () => {
    const { file, subject } = await received();
    fault('timeout-after', 'fileCreate');
    await world.sweepFiles();
    expect([atShopify().length, (await row(file))?.shopify_id]).toEqual([1, null]);
    await erase(subject);
    await until();
    expect(atShopify()).toEqual([]);
    expect(await row(file)).toMatchObject({ ...nothing, state: 'forgotten' });
  });

  it('are deleted in the end although Shopify does not answer at first', async () => {
    const { file, subject } = await received();
    await until();
    await erase(subject);
    fault('timeout-after', 'fileDelete');
    await until();
    expect(await row(file)).toMatchObject({ ...nothing, state: 'forgotten' });
    expect(atShopify()).toEqual([]);
  });
});
