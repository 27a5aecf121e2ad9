import type { ShopId } from '#app/domain/ids.ts';
import type { Statements } from './statements.server.ts';

/** What a shop's secret follows from besides the installation's; `saltBefore` is good too until then. */
export type InboundSalt = { salt: string; saltBefore: string; beforeUntil: Date; madeByName: string; madeAt: Date };

/** Null as long as nobody has made one: then the salt is empty. */
export async function readInboundSalt(client: Statements, shopId: ShopId): Promise<InboundSalt | null> {
  const [row] = await client.$queryRaw<InboundSalt[]>`
    SELECT salt, salt_before AS "saltBefore", before_until AS "beforeUntil", made_by_name AS "madeByName", made_at AS "madeAt"
    FROM inbound_secrets WHERE shop_id = ${shopId}`;
  return row ?? null;
}

/** Puts another salt in its place; the one before is good until `until`. */
export async function renewInboundSalt(
  tx: Statements,
  shopId: ShopId,
  { salt, until, by, at }: { salt: string; until: Date; by: string; at: Date },
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO inbound_secrets AS s (shop_id, salt, salt_before, before_until, made_by_name, made_at)
    VALUES (${shopId}, ${salt}, '', ${until}, ${by}, ${at})
    ON CONFLICT (shop_id) DO UPDATE SET salt_before = s.salt, salt = EXCLUDED.salt, before_until = EXCLUDED.before_until,
      made_by_name = EXCLUDED.made_by_name, made_at = EXCLUDED.made_at`;
}
