import { badAnswersWaiting, scoresSince } from '#app/db/customer-asks.server.ts';
import { medianOf } from '#app/domain/ask-back.ts';
import { parseComplaintId, trusted } from '#app/domain/ids.ts';
import type { ShopContext } from '../context.ts';
import type { HomePage } from '../home-views.ts';

const eightWeeksMs = 56 * 24 * 60 * 60 * 1000;
const mostWaiting = 5;

/** How content customers were in the last eight weeks, and to whom nobody has written after a bad answer. */
export async function getSatisfaction({ db, shopId, clock }: ShopContext): Promise<HomePage['satisfaction']> {
  const client = db.statements(shopId);
  const since = new Date(clock.now().getTime() - eightWeeksMs);
  const [answers, waiting] = await Promise.all([
    scoresSince(client, shopId, since),
    badAnswersWaiting(client, shopId, mostWaiting),
  ]);
  return {
    median: medianOf(answers),
    count: answers.length,
    waiting: waiting.map(({ complaintId, number, kind, score, agentName, answeredAt }) => ({
      complaintId: trusted(parseComplaintId, complaintId),
      number,
      score: kind === 'survey' ? score : null,
      agent: agentName,
      at: answeredAt.toISOString(),
    })),
  };
}
