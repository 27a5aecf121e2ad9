import type { StoryEvent } from '#app/domain/complaint/story.ts';
import type { ComplaintId, ShopId } from '#app/domain/ids.ts';
import type { Actor } from '#app/domain/people.ts';
import type { StoryEntry } from '#app/services/views.ts';
import type { Client, Tx } from './database.server.ts';
import { newId } from './new-id.server.ts';

type At = { shopId: ShopId; complaintId: ComplaintId; actor: Actor; at: Date };

/** Adds to a complaint's story, in the order given. */
export async function tell(
  tx: Tx,
  { shopId, complaintId, actor, at }: At,
  events: readonly StoryEvent[],
): Promise<void> {
  await tx.timelineEntry.createMany({
    data: events.map((event) => ({
      shopId,
      complaintId,
      id: newId(),
      kind: event.kind,
      actorKind: actor.kind,
      actorId: actor.kind === 'staff' ? actor.userId : null,
      actorName: actor.name,
      data: event,
      at,
    })),
  });
}

type Row = { id: string; at: Date; actor_kind: 'staff' | 'system'; actor_name: string; data: StoryEvent };

/** A complaint's story, newest first, at most 200 entries. */
export async function readStory(client: Client, shopId: ShopId, complaintId: ComplaintId): Promise<StoryEntry[]> {
  const rows = await client.$queryRaw<Row[]>`
    SELECT id, at, actor_kind, actor_name, data FROM timeline_entries
    WHERE shop_id = ${shopId} AND complaint_id = ${complaintId}::uuid ORDER BY id DESC LIMIT 200`;
  return rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    actor: { kind: row.actor_kind, name: row.actor_name },
    event: row.data,
  }));
}
