/**
 * Everything that is left of a world in the end, without its ids: what two of them have to have in common. Not how a complaint
 * went from state to state: that is a history, and who writes before her money arrives opens a complaint that was not resolved
 * yet. Nor whether our copy of an order is known to be old: the clock stands still, and that is a question of what came first.
 */
import type { World } from '#tests/setup/world.ts';

const queries = {
  complaints: `SELECT number, state, next_action, next_action_due_at, first_answered_at, contacts FROM complaints ORDER BY number`,
  messages: `SELECT c.number, m.direction, m.kind, m.body, m.details ? 'automatic' AS automatic, m.at
    FROM messages m JOIN complaints c USING (shop_id) WHERE c.id = m.complaint_id ORDER BY c.number, m.direction, m.kind, m.body`,
  remedies: `SELECT c.number, r.kind, r.state, r.attempts, r.proof ->> 'usedOn' IS NOT NULL AS used
    FROM remedies r JOIN complaints c USING (shop_id) WHERE c.id = r.complaint_id ORDER BY c.number, r.kind`,
  ledger: `SELECT c.number, l.kind, l.amount_minor::text FROM ledger_entries l JOIN remedies r ON (r.shop_id, r.id) = (l.shop_id, l.remedy_id)
    JOIN complaints c ON (c.shop_id, c.id) = (r.shop_id, r.complaint_id) ORDER BY c.number, l.kind`,
  story: `SELECT c.number, t.kind, count(*)::int FROM timeline_entries t JOIN complaints c USING (shop_id)
    WHERE c.id = t.complaint_id AND t.kind <> 'state_changed' GROUP BY c.number, t.kind ORDER BY c.number, t.kind`,
  differences: `SELECT c.number, b.kind, b.remedy_kind, b.state, count(*)::int FROM reconciliation_breaks b
    LEFT JOIN remedies r ON (r.shop_id, r.id) = (b.shop_id, b.remedy_id)
    LEFT JOIN complaints c ON c.shop_id = b.shop_id AND (c.id = r.complaint_id OR (r.id IS NULL AND c.order_id = b.order_id))
    GROUP BY c.number, b.kind, b.remedy_kind, b.state ORDER BY c.number, b.kind`,
  deliveries: `SELECT topic, count(*)::int, bool_and(handled_at IS NOT NULL) AS handled, max(failed_attempts) AS failures
    FROM webhook_deliveries GROUP BY topic ORDER BY topic`,
  shop: `SELECT scopes, refreshed_at, uninstalled_at FROM shops ORDER BY shop_id`,
  mails: `SELECT kind, count(*)::int FROM mails GROUP BY kind ORDER BY kind`,
} as const;

export type End = Record<keyof typeof queries, Record<string, unknown>[]>;

export async function endOf(world: World): Promise<End> {
  const end = {} as End;
  for (const [name, text] of Object.entries(queries)) end[name as keyof End] = await world.sql(text);
  return end;
}
