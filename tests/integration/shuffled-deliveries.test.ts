import { expect, it } from 'vitest';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { live, type Way } from '#tests/shuffle/live.ts';

// `npm run proof:shuffle` does the same with 10,000.
it('webhooks and mails in any order, late and three in ten of them twice leave what they leave in order and once', async () => {
  const lived = async (way: Way) => {
    const database = await createTestDatabase();
    const result = await live(database, 200, way);
    await database.drop();
    return result;
  };
  const ordered = await lived({ shuffled: false });
  const shuffled = await lived({ shuffled: true, seed: 7 });
  expect(shuffled.received).toBeGreaterThan(ordered.received * 1.2);
  expect(shuffled.end).toEqual(ordered.end);
  // It is worth comparing: money arrived, a code was used, two kinds of differences were found, and customers were heard.
  const { remedies, differences, complaints, messages, deliveries } = ordered.end;
  expect(remedies.map(({ state }) => state)).toEqual(remedies.map(() => 'settled'));
  expect(remedies.filter(({ used }) => used)).toHaveLength(2);
  expect(new Set(differences.map(({ kind }) => kind))).toEqual(new Set(['missing_here', 'missing_there']));
  expect(new Set(complaints.map(({ next_action }) => next_action))).toEqual(new Set(['answer_customer']));
  expect(messages.filter(({ direction }) => direction === 'from_customer')).toHaveLength(96);
  expect(deliveries.every(({ handled, failures }) => handled === true && failures === 0)).toBe(true);
}, 180_000);
