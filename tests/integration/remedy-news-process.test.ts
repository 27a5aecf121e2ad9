import { expect, it } from 'vitest';
import { decideRefund, type DecidedRefund } from '#tests/factories/shell-refund.ts';
import { bearer, runShell, sessionToken, type RunningShell } from '#tests/setup/running-shell.ts';

const LINES = `SELECT 1 FROM pg_stat_activity WHERE application_name = 'amends-listener' AND datname = current_database()`;

const asksFor = (shell: RunningShell, { complaintId, known }: DecidedRefund, wait: boolean) =>
  shell.ask(
    `/app/complaints/${complaintId}/remedies${wait ? `?${new URLSearchParams({ known }).toString()}` : ''}`,
    bearer(sessionToken()),
  );

const waits = (shell: RunningShell, count: number) =>
  expect.poll(() => shell.web.amends.news.waiting(), { timeout: 10_000 }).toBe(count);

it('a process listens to the database once somebody waits, on one connection for all who wait', async () => {
  const shell = await runShell();
  const refund = await decideRefund(shell);
  await asksFor(shell, refund, false);
  expect(await shell.sql(LINES)).toEqual([]);
  const answers = [1, 2, 3].map(() => asksFor(shell, refund, true));
  await waits(shell, 3);
  expect(await shell.sql(LINES)).toHaveLength(1);
  await shell.sql(`UPDATE remedies SET state = 'settled' WHERE id = $1`, [refund.remedyId]);
  for (const answer of await Promise.all(answers)) {
    expect(await answer.json()).toEqual({ states: `${refund.remedyId}:settled` });
  }
  await shell.close();
});

it('pages that wait do not keep the server from stopping: they are answered', async () => {
  const shell = await runShell();
  const refund = await decideRefund(shell);
  const begun = asksFor(shell, refund, true);
  await waits(shell, 1);
  const asked = performance.now();
  await shell.web.stop();
  // Nothing is left to wait for: neither the 20 s of a wait nor the 10 s that running requests get.
  expect(performance.now() - asked).toBeLessThan(5_000);
  const answer = await begun;
  expect(answer.status).toBe(200);
  expect(answer.headers.get('connection')).toBe('close');
  expect(await answer.json()).toEqual({ states: refund.known });
  await expect.poll(() => shell.sql(LINES)).toEqual([]);
  await shell.store.close();
});
