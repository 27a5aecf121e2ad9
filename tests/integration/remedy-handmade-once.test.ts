import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newRequestId } from '#app/db/new-id.server.ts';
import { isUniqueViolation } from '#app/db/errors.server.ts';
import { addStep, stepsOf } from '#app/db/handmade-steps.server.ts';
import { parseComplaintId, trusted } from '#app/domain/ids.ts';
import { answerDataRequest, eraseCustomer, eraseShop } from '#app/services/privacy/privacy.server.ts';
import { undoRemedy } from '#app/services/resolutions/undo-remedy.server.ts';
import type { Order } from '#dev-store/state/types.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, MUG_HOUSE, people, TOKYO_PAPER, type World } from '#tests/setup/world.ts';
import { ledgerOf, remedyFacts, storyOf } from '#tests/factories/facts.ts';
import { customOf, giftFor, promised, repairOf, stepRows, takeStep, walk } from '#tests/factories/handmade-case.ts';

let database: TestDatabase;
let world: World;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld({ database });
});
afterAll(async () => {
  await world.close();
  await database.drop();
});

const sixteen = Array.from({ length: 16 }, (_, nth) => nth);
const toldSteps = async (complaintId: Parameters<typeof storyOf>[1]) =>
  (await storyOf(world, complaintId)).filter((kind) => kind === 'remedy_step');

describe('a step that is sent again', () => {
  it('sixteen times at once under one id is one step, and everybody gets the same answer', async () => {
    const each = await promised(world);
    const requestId = newRequestId();
    const answers = await Promise.all(sixteen.map(() => takeStep(world, each, { step: 'received', requestId })));
    expect(answers).toEqual(sixteen.map(() => ({ ok: true, value: { number: 1 } })));
    expect(await stepRows(world, each.remedyId)).toHaveLength(1);
    expect(await toldSteps(each.complaintId)).toHaveLength(1);
  });

  it('that ends it, sixteen times at once, ends it once', async () => {
    const each = await promised(world, () => customOf());
    const requestId = newRequestId();
    const done = { step: 'done', requestId, details: { what: 'She came on Friday.' } };
    const answers = await Promise.all(sixteen.map(() => takeStep(world, each, done)));
    expect(answers).toEqual(sixteen.map(() => ({ ok: true, value: { number: 1 } })));
    expect(await ledgerOf(world, each.remedyId)).toEqual(['reserved', 'settled']);
    expect(await takeStep(world, each, done), 'also later').toEqual({ ok: true, value: { number: 1 } });
  });

  it('by sixteen people at once is the step of one, and the others hear whose', async () => {
    const each = await promised(world);
    const answers = await Promise.all(
      sixteen.map((nth) => takeStep(world, each, { step: 'received', who: nth % 2 ? people.anna : people.lukas })),
    );
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    const [row] = await stepRows(world, each.remedyId);
    const who = row?.user_id === people.anna.userId ? people.anna : people.lukas;
    for (const answer of answers.filter(({ ok }) => !ok))
      expect(answer).toMatchObject({ error: { kind: 'moved_on', last: { step: 'received', by: who.name } } });
    expect(await toldSteps(each.complaintId)).toHaveLength(1);
  });

  it('with something else in it is refused', async () => {
    const each = await promised(world);
    const requestId = newRequestId();
    await walk(world, each, { step: 'received', requestId });
    expect(await takeStep(world, each, { step: 'repaired', seen: 1, requestId })).toEqual({
      ok: false,
      error: { kind: 'request_reused' },
    });
    const other = await promised(world);
    const id = newRequestId();
    const answers = await Promise.all([each, other].map((one) => takeStep(world, one, stepOn(one === each, id))));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toEqual({ ok: false, error: { kind: 'request_reused' } });
  });

  const stepOn = (second: boolean, requestId: ReturnType<typeof newRequestId>) => ({
    ...{ step: second ? 'repaired' : 'received', seen: second ? 1 : 0, requestId },
  });
});

describe('two people at the same time', () => {
  it('with different steps: one wins, and the other is told what has happened', async () => {
    for (const _ of sixteen.slice(0, 4)) {
      const each = await promised(world);
      await walk(world, each, 'received');
      const [good, bad] = await Promise.all([
        takeStep(world, each, { step: 'repaired', seen: 1, who: people.anna }),
        takeStep(world, each, { step: 'not_repairable', seen: 1, who: people.lukas, details: { why: 'No.' } }),
      ]);
      expect([good.ok, bad.ok].sort()).toEqual([false, true]);
      const [won, lost] = good.ok ? ['repaired', bad] : ['not_repairable', good];
      expect(lost).toMatchObject({ error: { kind: 'moved_on', last: { step: won } } });
      expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: good.ok ? 'issued' : 'failed' });
      expect(await ledgerOf(world, each.remedyId)).toEqual(good.ok ? ['reserved'] : ['reserved', 'released']);
    }
  });

  it('one takes it back while the other begins: it is either begun or taken back, never both', async () => {
    for (const _ of sixteen.slice(0, 6)) {
      const each = await promised(world);
      const [step, undo] = await Promise.all([
        takeStep(world, each, { step: 'received', who: people.anna }),
        undoRemedy(world.as(people.lukas), { remedyId: each.remedyId, reason: 'A mistake.' }),
      ]);
      expect([step.ok, undo.ok].sort()).toEqual([false, true]);
      await world.sweep();
      expect(await stepRows(world, each.remedyId)).toHaveLength(step.ok ? 1 : 0);
      expect(await remedyFacts(world, each.remedyId)).toMatchObject({ state: step.ok ? 'issued' : 'undone' });
    }
  });

  it('a page that is behind is told, also about a step that would be possible', async () => {
    const each = await promised(world);
    await walk(world, each, 'received');
    expect(await takeStep(world, each, { step: 'not_repairable', details: { why: 'No.' } })).toMatchObject({
      error: { kind: 'moved_on', last: { step: 'received' } },
    });
  });
});

describe('who may write down a step', () => {
  it('is whoever has a role, as it stands now', async () => {
    const each = await promised(world);
    await world.sql(`UPDATE staff_members SET role = 'none' WHERE user_id = $1`, [people.anna.userId]);
    expect(await takeStep(world, each, { step: 'received', who: people.anna })).toEqual({
      ok: false,
      error: { kind: 'no_role' },
    });
    await world.sql(`UPDATE staff_members SET role = 'agent' WHERE user_id = $1`, [people.anna.userId]);
    expect(await takeStep(world, each, { step: 'received', who: people.anna })).toMatchObject({ ok: true });
  });

  it('is nobody of another shop, and nobody by way of another complaint', async () => {
    const each = await promised(world);
    const nowhere = { ok: false, error: { kind: 'not_found' } };
    const foreign = { step: 'received', who: people.haruka, shopId: TOKYO_PAPER };
    expect(await takeStep(world, each, foreign)).toEqual(nowhere);
    const complaintId = trusted(parseComplaintId, '019ab0c4-0000-7000-8000-000000000001');
    expect(await takeStep(world, each, { step: 'received', complaintId })).toEqual(nowhere);
    expect(await stepRows(world, each.remedyId)).toEqual([]);
    await walk(world, each, 'received');
    const seen = await world.db.atomically(TOKYO_PAPER, (tx) => stepsOf(tx, MUG_HOUSE, each.remedyId));
    expect(seen, 'the database shows it to no other shop').toEqual([]);
  });

  it('may add, and change or remove nothing', async () => {
    const each = await promised(world);
    await walk(world, each, 'received');
    const { remedyId } = each;
    const denied = /permission denied for table remedy_steps/;
    await expect(
      world.db.atomically(MUG_HOUSE, (tx) => tx.$executeRaw`UPDATE remedy_steps SET step = 'arrived'`),
    ).rejects.toThrow(denied);
    await expect(world.db.atomically(MUG_HOUSE, (tx) => tx.$executeRaw`DELETE FROM remedy_steps`)).rejects.toThrow(
      denied,
    );
    const again = { remedyId, number: 1, step: 'x', details: {}, requestId: newRequestId(), inputHash: '' };
    const second = world.db.atomically(MUG_HOUSE, (tx) => addStep(tx, MUG_HOUSE, again, people.anna, new Date()));
    await expect(second).rejects.toSatisfy(isUniqueViolation);
  });
});

describe('a customer who is forgotten', () => {
  /** Which of some words still stand in anything that we hold of an order's remedies. */
  const stillThere = async (order: Order, words: string[]) => {
    const [row] = await world.sql<{ text: string }>(
      `SELECT json_agg(json_build_array(m, (SELECT json_agg(s) FROM remedy_steps s WHERE s.remedy_id = m.id),
        (SELECT json_agg(t) FROM timeline_entries t WHERE t.complaint_id = m.complaint_id AND t.kind = 'remedy_step')))::text AS text
       FROM remedies m WHERE m.order_id = $1`,
      [String(order.id)],
    );
    return words.filter((word) => row?.text.includes(word));
  };

  it('leaves what was promised, done and spent, and nothing that was typed about her or her parcels', async () => {
    const repair = await promised(world, repairOf, people.olga);
    const { order } = repair;
    await walk(world, repair, 'received', 'repaired', {
      step: 'sent_back',
      details: { courier: 'DPD', number: 'PARCEL-123' },
    });
    const gift = await promised(world, (about) => giftFor(world, about), people.olga, repair);
    await walk(
      world,
      gift,
      { step: 'ordered', details: { receipt: 'RECEIPT-7' } },
      { step: 'called_off', details: { why: 'Mrs Secretova moved.' } },
    );
    const custom = await promised(world, () => customOf(), people.olga, repair);
    await walk(world, custom, { step: 'done', details: { what: 'Grandma came.', where: 'Photo 5' } });
    const secrets = ['LABEL-4711', 'PARCEL-123', 'Secret Lane', 'RECEIPT-7', 'Secretova', 'Grandma', 'Photo 5'];
    expect(await stillThere(order, secrets)).toEqual(secrets);

    const subject = { customerId: String(order.customerId), orderIds: [String(order.id)] };
    await world.db.atomically(MUG_HOUSE, (tx) => answerDataRequest(world.system(), tx, subject));
    const [request] = await world.sql<{ answer: string }>(`SELECT answer::text FROM privacy_requests`);
    expect(
      secrets.filter((secret) => !request?.answer.includes(secret)),
      'she is told of it when she asks',
    ).toEqual([]);

    for (const _ of [1, 2]) {
      await world.db.atomically(MUG_HOUSE, (tx) => eraseCustomer(world.system(), tx, subject));
      expect(await stillThere(order, secrets)).toEqual([]);
    }
    expect(await stepRows(world, gift.remedyId)).toMatchObject([
      { step: 'ordered', details: {} },
      { step: 'called_off', details: {} },
    ]);
    await walk(world, repair, 'arrived');
    expect(await ledgerOf(world, repair.remedyId), 'and it can be brought to its end').toEqual(['reserved', 'settled']);
  });

  it('of another shop keeps hers', async () => {
    const each = await promised(world);
    await walk(world, each, 'received', 'repaired', { step: 'sent_back', details: { courier: 'KEPT-1' } });
    const ids = [each.remedyId];
    await world.db.atomically(
      TOKYO_PAPER,
      (tx) => tx.$queryRaw`SELECT 1 AS done FROM (SELECT forget_step_details(${ids}::uuid[])) AS forgetting`,
    );
    expect(await stillThere(each.order, ['KEPT-1'])).toEqual(['KEPT-1']);
  });
});

describe('a shop that is erased', () => {
  it('leaves no step', async () => {
    await promised(world);
    await world.sql(`UPDATE shops SET uninstalled_at = now() WHERE shop_id = $1`, [MUG_HOUSE]);
    expect(await world.sql('SELECT 1 FROM remedy_steps')).not.toEqual([]);
    await world.db.atomically(MUG_HOUSE, (tx) => eraseShop(world.system(), tx));
    expect(await world.sql('SELECT 1 FROM remedy_steps')).toEqual([]);
  });
});
