import type { Channel, Severity } from '#app/domain/complaint/complaint.ts';
import type { ComplaintId, ShopId } from '#app/domain/ids.ts';
import { resume, targetMs, within } from '#app/domain/service/clocks.ts';
import type { Service } from '#app/domain/service/clocks.ts';
import { serviceArea } from '#app/domain/settings/service.ts';
import type { Statements } from './statements.server.ts';

/** The shop's hours and answer times, and its time zone. One statement. */
export async function readService(client: Statements, shopId: ShopId): Promise<Service> {
  const [row] = await client.$queryRaw<{ time_zone: string; value: unknown }[]>`
    SELECT s.time_zone, v.value FROM shops s LEFT JOIN shop_settings v ON v.shop_id = s.shop_id AND v.area = ${serviceArea.name}
    WHERE s.shop_id = ${shopId}`;
  if (!row) throw new Error(`shop ${shopId} is not recorded`);
  return { settings: row.value === null ? serviceArea.defaults : serviceArea.read(row.value), timeZone: row.time_zone };
}

type Stopped = {
  severity: Severity;
  channel: Channel;
  resolve_due_at: Date | null;
  paused_at: Date | null;
  ended_at: Date | null;
};

/**
 * Lets the clocks of a complaint that is open again run on: after a pause with the time that was left, after an end with
 * new time to resolve it, of which everybody is warned anew.
 */
export async function runAgain(tx: Statements, shopId: ShopId, complaintId: ComplaintId, at: Date): Promise<void> {
  const [stopped] = await tx.$queryRaw<Stopped[]>`
    SELECT severity, channel, resolve_due_at, paused_at, ended_at FROM complaints WHERE shop_id = ${shopId} AND id = ${complaintId}::uuid`;
  if (!stopped) return;
  const { resolve_due_at: due, paused_at: pausedAt, ended_at: endedAt } = stopped;
  const service = await readService(tx, shopId);
  const resolveDueAt = (): Date | null => {
    if (endedAt) return within(service, at, targetMs(service.settings.resolve, stopped));
    return due && pausedAt ? resume(service, due, pausedAt, at) : due;
  };
  await tx.$executeRaw`
    UPDATE complaints SET resolve_due_at = ${resolveDueAt()}::timestamptz, paused_at = NULL, ended_at = NULL, look_at = ${at}::timestamptz
    WHERE shop_id = ${shopId} AND id = ${complaintId}::uuid`;
  if (endedAt)
    await tx.$executeRaw`
      DELETE FROM complaint_warnings WHERE shop_id = ${shopId} AND complaint_id = ${complaintId}::uuid AND clock = 'resolve'`;
}
