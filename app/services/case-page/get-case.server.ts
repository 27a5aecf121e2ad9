import { newRequestId } from '#app/db/new-id.server.ts';
import { readMessages } from '#app/db/messages.server.ts';
import { readRemedy } from '#app/db/remedies.server.ts';
import type { RemedyRow } from '#app/db/remedies.server.ts';
import type { Statements } from '#app/db/statements.server.ts';
import { channelsOfHerOwn, type Channel, type ComplaintState } from '#app/domain/complaint/complaint.ts';
import type { ComplaintId, RequestId, ShopId } from '#app/domain/ids.ts';
import type { Language } from '#app/domain/language.ts';
import { toldState, toldThing, worthTelling } from '#app/domain/remedy/told-to-customer.ts';
import type { ToldItems, ToldState, ToldThing } from '#app/domain/remedy/told-to-customer.ts';
import type { ShopContext } from '../context.ts';

/** A complaint as its customer sees it. Nothing of notes, limits, approvals, or who works on it. */
export type CasePage = {
  number: number;
  order: string;
  items: ToldItems;
  language: Language;
  state: ComplaintState;
  since: Date;
  /** By when she hears from the shop; null where nothing is due. */
  nextBy: Date | null;
  late: boolean;
  /** The last day that the law leaves for an answer, where one is known. */
  legalBy: Date | null;
  given: readonly { thing: ToldThing; state: ToldState }[];
  /** Oldest first. */
  said: readonly { hers: boolean; text: string; at: Date }[];
  /** Of what she writes next. */
  requestId: RequestId;
};

type Row = {
  number: number;
  order_name: string;
  language: Language;
  state: ComplaintState;
  channel: Channel;
  words: string;
  created_at: Date;
  next_action_due_at: Date | null;
  legal_due_at: Date | null;
  first_answered_at: Date | null;
};

/** What a customer is shown of her complaint. From our own database only. */
export async function getCase(ctx: ShopContext, complaintId: ComplaintId): Promise<CasePage | null> {
  const { shopId } = ctx;
  const client = ctx.db.statements(shopId);
  const now = ctx.clock.now();
  const [row] = await client.$queryRaw<Row[]>`
    SELECT number, order_name, language, state, channel, words, created_at, next_action_due_at, legal_due_at, first_answered_at
    FROM complaints WHERE shop_id = ${shopId} AND id = ${complaintId}::uuid`;
  if (!row) return null;
  const [items, given, messages] = await Promise.all([
    client.$queryRaw<{ title: string; quantity: number }[]>`
      SELECT title, quantity FROM complaint_lines WHERE shop_id = ${shopId} AND complaint_id = ${complaintId}::uuid
      ORDER BY line_item_id`,
    givenOn(client, shopId, complaintId),
    readMessages(client, shopId, complaintId),
  ]);
  const said = messages
    .filter(({ body }) => body.trim() !== '')
    .map(({ direction, body, at }) => ({ hers: direction === 'from_customer', text: body, at }))
    .reverse();
  if (channelsOfHerOwn.includes(row.channel) && row.words.trim() !== '')
    said.unshift({ hers: true, text: row.words, at: row.created_at });
  const nextBy = row.state === 'open' ? row.next_action_due_at : null;
  return {
    ...{ number: row.number, order: row.order_name, items, language: row.language, state: row.state },
    ...{ since: row.created_at, nextBy, late: nextBy !== null && nextBy < now, given, said },
    legalBy: row.state === 'open' && row.first_answered_at === null ? row.legal_due_at : null,
    requestId: newRequestId(),
  };
}

async function givenOn(client: Statements, shopId: ShopId, complaintId: ComplaintId): Promise<CasePage['given']> {
  const rows = await client.$queryRaw<RemedyRow[]>`
    SELECT * FROM remedies WHERE shop_id = ${shopId} AND complaint_id = ${complaintId}::uuid ORDER BY created_at, id LIMIT 50`;
  return worthTelling(
    rows.map(readRemedy).map(({ kind, plan, proof, state }) => ({
      thing: toldThing(kind, plan, proof),
      state: toldState(state),
    })),
  );
}
