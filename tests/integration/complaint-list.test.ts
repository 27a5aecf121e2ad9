import { afterAll, beforeAll, expect, it } from 'vitest';
import { assignComplaint, moveComplaint } from '#app/services/complaints/change-complaint.server.ts';
import { listComplaints } from '#app/services/complaints/list-complaints.server.ts';
import { getHome } from '#app/services/home/get-home.server.ts';
import { complain, makeOrder } from '#tests/factories/cases.ts';
import type { TestDatabase } from '#tests/setup/private-postgres.ts';
import { createTestDatabase } from '#tests/setup/test-database.ts';
import { createWorld, people, TOKYO_PAPER, type World } from '#tests/setup/world.ts';

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

const names = (page: { people: { name: string }[] }) => page.people.map((person) => person.name);

it('a page of the list comes with everybody a complaint can be with, by name, also when nothing is found', async () => {
  const mugHouse = ['Anna Kowalska', 'Lukas Meier', 'Olga Nováková'];
  expect(names(await listComplaints(world.as(people.anna), {}))).toEqual(mugHouse);
  expect(names(await listComplaints(world.as(people.anna), { text: 'nothing of that kind' }))).toEqual(mugHouse);
  expect(names(await listComplaints(world.as(people.anna), { text: '!' }))).toEqual(mugHouse);
  expect(names(await listComplaints(world.as(people.haruka, TOKYO_PAPER), {}))).toEqual([
    'Haruka Sato',
    'Kenji Mori',
    'Yui Tanaka',
  ]);
});

it('the complaints of one person and of me are different lists', async () => {
  const ids = [];
  for (const who of [people.lukas, people.anna]) {
    const complaintId = await complain(world, makeOrder(world), people.anna);
    await assignComplaint(world.as(people.anna), complaintId, who.userId);
    ids.push(complaintId);
  }
  const found = async (assignee: string) =>
    (await listComplaints(world.as(people.anna), { assignee })).rows.map((row) => row.id);
  expect(await found(people.lukas.userId)).toEqual([ids[0]]);
  expect(await found('me')).toEqual([ids[1]]);
  expect(await found(people.anna.userId)).toEqual([ids[1]]);
});

it('who waits for an answer of ours is counted and listed, and nobody whose answer we wait for', async () => {
  const [open, waiting] = [await complain(world, makeOrder(world)), await complain(world, makeOrder(world))];
  const before = (await getHome(world.as(people.anna))).counts.unanswered;
  await moveComplaint(world.as(people.anna), waiting, { to: 'waiting_for_customer', why: 'She is to send a photo.' });
  expect((await getHome(world.as(people.anna))).counts.unanswered).toBe(before - 1);
  const listed = (await listComplaints(world.as(people.anna), { due: 'unanswered', pageSize: 100 })).rows;
  expect(listed.map(({ id }) => id)).toContain(open);
  expect(listed.map(({ id }) => id)).not.toContain(waiting);
});
