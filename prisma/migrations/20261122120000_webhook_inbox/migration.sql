-- The table of deliveries is the inbox itself: what has no handled_at is still to be done, whatever happened before.

-- One event is one row for each topic, also when its deliveries arrive at the same moment. The first one stays.
DELETE FROM webhook_deliveries d USING webhook_deliveries earlier
WHERE earlier.shop_id = d.shop_id AND earlier.event_id = d.event_id AND earlier.topic = d.topic
  AND (earlier.received_at, earlier.webhook_id) < (d.received_at, d.webhook_id);

-- DropIndex
DROP INDEX "webhook_deliveries_event";

-- DropIndex
DROP INDEX "webhook_deliveries_shop_id_received_at_idx";

-- AlterTable
ALTER TABLE "webhook_deliveries" ADD COLUMN "failed_attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "retry_at" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "webhook_deliveries_received_at_idx" ON "webhook_deliveries"("received_at");

-- CreateIndex
CREATE UNIQUE INDEX "webhook_deliveries_event" ON "webhook_deliveries"("shop_id", "event_id", "topic");


-- From here on by hand: what Prisma does not describe.

-- What is to be done in a shop, in the order in which it is due: as it came in, and what failed when its wait is over.
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (shop_id, coalesce(retry_at, received_at)) WHERE handled_at IS NULL;

-- Shops with something due, after `after_shop` by name. Steps from shop to shop along the index: a shop with a hundred
-- thousand deliveries waiting costs no more than one with a single one.
CREATE FUNCTION system_shops_with_deliveries(due_at TIMESTAMPTZ, after_shop TEXT, most INT) RETURNS SETOF TEXT
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH RECURSIVE waiting (shop) AS (
    SELECT min(d.shop_id) FROM webhook_deliveries d WHERE d.handled_at IS NULL AND d.shop_id > after_shop
    UNION ALL
    SELECT (SELECT min(d.shop_id) FROM webhook_deliveries d WHERE d.handled_at IS NULL AND d.shop_id > waiting.shop)
    FROM waiting WHERE waiting.shop IS NOT NULL
  )
  SELECT waiting.shop FROM waiting
  WHERE EXISTS (
    SELECT 1 FROM webhook_deliveries d
    WHERE d.shop_id = waiting.shop AND d.handled_at IS NULL AND coalesce(d.retry_at, d.received_at) <= due_at
  )
  LIMIT least(most, 100)
$$;

-- Deliveries that were done with long ago, oldest first.
CREATE FUNCTION system_old_deliveries(received_before TIMESTAMPTZ, most INT) RETURNS TABLE (shop_id TEXT, webhook_id TEXT)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT d.shop_id, d.webhook_id FROM webhook_deliveries d
  WHERE d.received_at < received_before AND d.handled_at IS NOT NULL
  ORDER BY d.received_at LIMIT least(most, 1000)
$$;

REVOKE ALL ON FUNCTION system_shops_with_deliveries(TIMESTAMPTZ, TEXT, INT), system_old_deliveries(TIMESTAMPTZ, INT) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION system_shops_with_deliveries(TIMESTAMPTZ, TEXT, INT), system_old_deliveries(TIMESTAMPTZ, INT) TO amends_app;

-- Deliveries had a job each. What is still in that queue needs no job any more; on a new database there is no queue yet.
DO $$
BEGIN
  IF to_regprocedure('pgboss.delete_queue(text)') IS NOT NULL THEN
    PERFORM pgboss.delete_queue('handle-webhook');
  END IF;
END $$;
