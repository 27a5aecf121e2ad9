import { troubledMails, type TroubledMail } from '#app/db/mails.server.ts';
import type { ShopContext } from '../context.ts';

export type MailProblem = TroubledMail;

const shownForMs = 30 * 24 * 60 * 60 * 1000;
const most = 50;

/**
 * Mails of this shop that did not arrive in the last 30 days (`failed`: the mail server refused them, or could not be
 * reached for two days), or perhaps not (`unknown`). Newest first, 50 at most.
 */
export function mailProblems(ctx: Pick<ShopContext, 'shopId' | 'clock' | 'db'>): Promise<MailProblem[]> {
  const since = new Date(ctx.clock.now().getTime() - shownForMs);
  return troubledMails(ctx.db.statements(ctx.shopId), ctx.shopId, since, most);
}
