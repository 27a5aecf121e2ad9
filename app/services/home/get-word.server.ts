import type { Client } from '#app/db/database.server.ts';
import { promiseWeeks } from '#app/db/promises.server.ts';
import { homeTexts } from '#app/i18n/en/home.ts';
import { mailProblems } from '../mail/mail-problems.server.ts';
import type { StaffContext } from '../context.ts';
import type { HomePage } from '../home-views.ts';

const mostMails = 5;

/** Whether we keep our word: promises of the last eight weeks, and mails that did not arrive. */
export async function getWord(client: Client, ctx: StaffContext): Promise<Pick<HomePage, 'promises' | 'mailTrouble'>> {
  const { shopId } = ctx;
  const [weeks, open, mails] = await Promise.all([
    promiseWeeks(client, shopId, ctx.clock.now()),
    client.promise.count({ where: { shopId, state: 'open' } }),
    mailProblems(ctx).then((all) => all.slice(0, mostMails)),
  ]);
  const complaints = await client.complaint.findMany({
    where: { shopId, id: { in: mails.flatMap(({ complaintId }) => complaintId ?? []) } },
    select: { id: true, number: true },
  });
  return {
    promises: { weeks, open },
    mailTrouble: mails.map(({ id, complaintId, toName, toAddress, why, state }) => ({
      ...{ id, complaintId, why, unknown: state === 'unknown' },
      number: complaints.find((each) => each.id === complaintId)?.number ?? null,
      to: toName || toAddress || homeTexts.mailTrouble.somebody,
    })),
  };
}
