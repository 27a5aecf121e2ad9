import type { StoryEvent } from '#app/domain/complaint/story.ts';
import type { ComplaintId, ShopId } from '#app/domain/ids.ts';
import type { Actor } from '#app/domain/people.ts';
import type { StoryEntry } from '#app/services/views.ts';
import type { Statements } from './statements.server.ts';
import { newId } from './new-id.server.ts';

type At = { shopId: ShopId; complaintId: ComplaintId; actor: Actor; at: Date };

/** Adds to a complaint's story, in the order given. */
export async function tell(
  tx: Statements,
  { shopId, complaintId, actor, at }: At,
  events: readonly StoryEvent[],
): Promise<void> {
  const actorId = actor.kind === 'staff' ? actor.userId : null;
  await tx.$executeRaw`
    INSERT INTO timeline_entries (shop_id, complaint_id, id, kind, actor_kind, actor_id, actor_name, data, at)
    SELECT ${shopId}, ${complaintId}::uuid, entry.id, entry.data ->> 'kind', ${actor.kind}, ${actorId}, ${actor.name}, entry.data, ${at}::timestamptz
    FROM unnest(${events.map(() => newId())}::uuid[], ${events.map((event) => JSON.stringify(event))}::jsonb[]) AS entry (id, data)`;
}

type Row = { id: string; at: Date; actor_kind: Actor['kind']; actor_name: string; data: StoryEvent };

/** A complaint's story, newest first. */
export async function readStory(
  client: Statements,
  shopId: ShopId,
  complaintId: ComplaintId,
  most = 200,
): Promise<StoryEntry[]> {
  const rows = await client.$queryRaw<Row[]>`
    SELECT id, at, actor_kind, actor_name, data FROM timeline_entries
    WHERE shop_id = ${shopId} AND complaint_id = ${complaintId}::uuid ORDER BY id DESC LIMIT ${most}::int`;
  return rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    actor: { kind: row.actor_kind, name: row.actor_name },
    event: row.data,
  }));
}
