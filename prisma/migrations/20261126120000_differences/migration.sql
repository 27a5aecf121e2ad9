-- Differences of every kind of remedy, with somebody who sees to them.

-- What still differs is found again by the next comparison, now with what a person needs to see.
DELETE FROM reconciliation_breaks;

-- DropIndex
DROP INDEX "reconciliation_breaks_shop_id_state_found_at_idx";

-- AlterTable
ALTER TABLE "reconciliation_breaks" DROP COLUMN "refund_id",
ADD COLUMN "external_id" TEXT,
ADD COLUMN "key" TEXT NOT NULL,
ADD COLUMN "note" TEXT,
ADD COLUMN "owner_user_id" TEXT,
ADD COLUMN "remedy_kind" TEXT NOT NULL,
ADD COLUMN "resolved_by" TEXT,
ADD COLUMN "taken_at" TIMESTAMPTZ(3),
ALTER COLUMN "order_id" DROP NOT NULL;

-- CreateIndex
CREATE INDEX "reconciliation_breaks_shop_id_state_found_at_id_idx" ON "reconciliation_breaks"("shop_id", "state", "found_at" DESC, "id");

-- CreateIndex
CREATE UNIQUE INDEX "reconciliation_breaks_shop_id_key_key" ON "reconciliation_breaks"("shop_id", "key");

-- CreateIndex
CREATE INDEX "remedies_shop_id_kind_external_id_idx" ON "remedies"("shop_id", "kind", "external_id");


-- From here on by hand: what Prisma does not describe.

-- `noted`: made by hand at Shopify, nothing to be done about.
ALTER TABLE reconciliation_breaks DROP CONSTRAINT reconciliation_breaks_state;
ALTER TABLE reconciliation_breaks
  ADD CONSTRAINT reconciliation_breaks_state CHECK (state IN ('open', 'taken', 'resolved', 'noted')),
  ADD CONSTRAINT reconciliation_breaks_taken CHECK (state <> 'taken' OR owner_user_id IS NOT NULL),
  -- What a person has resolved says how.
  ADD CONSTRAINT reconciliation_breaks_note CHECK (resolved_by IS NULL OR note <> '');
-- An order that a code of ours was used on names the code.
CREATE INDEX remedies_code ON remedies (shop_id, (proof->>'code')) WHERE kind = 'discount_code';
