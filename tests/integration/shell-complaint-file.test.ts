import { afterAll, beforeAll, expect, it } from 'vitest';
import { haruka, logOne, olga } from '#tests/factories/shell-refund.ts';
import { ANNA, bearer, MUG_HOUSE, runShell, sessionToken, type RunningShell } from '#tests/setup/running-shell.ts';

let shell: RunningShell;
let complaintId: string;
const anna = { shop: MUG_HOUSE, user: ANNA };

const file = (who: { shop: string; user: number }) =>
  shell.ask(`/app/complaints/${complaintId}/file`, bearer(sessionToken(who)));
const taken = () =>
  shell.sql<{ actor_id: string }>(`SELECT actor_id FROM timeline_entries WHERE kind = 'file_exported'`);

beforeAll(async () => {
  shell = await runShell();
  complaintId = await logOne(shell, olga);
  await file(anna);
  await shell.sql("UPDATE staff_members SET role = 'agent' WHERE user_id = $1", [String(ANNA)]);
});
afterAll(() => shell.close());

it.each([
  ['an agent', anna, 403, 'Only a lead or the store owner may download the file.'],
  ['the owner of another shop', haruka, 404, 'There is no such complaint.'],
])(
  'the file of a complaint is refused to %s in words, and nothing is written down',
  async (_who, who, status, said) => {
    const answer = await file(who);
    expect({ status: answer.status, text: await answer.text() }).toEqual({ status, text: said });
    expect(await taken()).toEqual([]);
  },
);

it('comes without a token to nobody', async () => {
  const answer = await shell.ask(`/app/complaints/${complaintId}/file`);
  expect(await answer.text()).not.toContain('It arrived broken.');
  expect(await taken()).toEqual([]);
});

it('comes to the owner as a page to keep that may run and load nothing, and the story says that she has it', async () => {
  const answer = await file(olga);
  expect(answer.status).toBe(200);
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'content-type': 'text/html; charset=utf-8',
    'content-disposition': 'attachment; filename="C-1001.html"',
    'cache-control': 'no-store, no-transform',
    'content-security-policy': expect.stringMatching(
      /^default-src 'none'; style-src 'sha256-[^']+'; base-uri/,
    ) as unknown,
  });
  expect(await answer.text()).toContain('It arrived broken.');
  expect(await taken()).toEqual([{ actor_id: String(olga.user) }]);
});
