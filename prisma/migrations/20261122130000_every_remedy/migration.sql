-- Every kind of remedy, taken back where that is possible, followed until it has arrived.

-- AlterTable
ALTER TABLE "attempts" ADD COLUMN "purpose" TEXT NOT NULL DEFAULT 'issue';

-- AlterTable
ALTER TABLE "ledger_entries" ADD COLUMN "shop_cost_minor" BIGINT NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "remedies" ADD COLUMN "issued_at" TIMESTAMPTZ(3),
ADD COLUMN "late_at" TIMESTAMPTZ(3),
ADD COLUMN "progress" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN "proof" JSONB,
ADD COLUMN "shop_cost_minor" BIGINT NOT NULL DEFAULT 0;


-- From here on by hand: what Prisma does not describe.

-- Until now every remedy was a refund, which costs what it is worth.
UPDATE remedies SET shop_cost_minor = shop_amount_minor;
ALTER TABLE ledger_entries DISABLE TRIGGER USER;
UPDATE ledger_entries SET shop_cost_minor = shop_amount_minor;
ALTER TABLE ledger_entries ENABLE TRIGGER USER;
UPDATE complaints SET next_action = 'check_remedy' WHERE next_action = 'check_refund';

ALTER TABLE attempts ADD CONSTRAINT attempts_purpose CHECK (purpose IN ('issue', 'undo'));
ALTER TABLE remedies DROP CONSTRAINT remedies_state, DROP CONSTRAINT remedies_amounts;
ALTER TABLE remedies
  ADD CONSTRAINT remedies_state CHECK (state IN ('approved', 'sending', 'unknown', 'issued', 'settled', 'refused', 'not_issued', 'failed', 'needs_person', 'undoing', 'undone')),
  -- A cancellation or a return gives nothing by itself.
  ADD CONSTRAINT remedies_amounts CHECK (amount_minor >= 0 AND shop_amount_minor >= 0 AND shop_cost_minor >= 0),
  ADD CONSTRAINT remedies_refund_amount CHECK (kind <> 'refund' OR amount_minor > 0);
ALTER TABLE ledger_entries DROP CONSTRAINT ledger_entries_kind, DROP CONSTRAINT ledger_entries_amounts;
ALTER TABLE ledger_entries
  ADD CONSTRAINT ledger_entries_kind CHECK (kind IN ('reserved', 'settled', 'released', 'reversed')),
  ADD CONSTRAINT ledger_entries_amounts CHECK (amount_minor >= 0 AND shop_amount_minor >= 0 AND shop_cost_minor >= 0);
-- Taken back once at most; that it was settled before is the ledger's own check.
CREATE UNIQUE INDEX ledger_entries_reversed_once ON ledger_entries (shop_id, remedy_id) WHERE kind = 'reversed';

DROP INDEX remedies_due;
CREATE INDEX remedies_due ON remedies (next_check_at) WHERE state IN ('approved', 'sending', 'unknown', 'issued', 'undoing');
CREATE OR REPLACE FUNCTION system_due_remedies(due_at TIMESTAMPTZ, most INT) RETURNS TABLE (shop_id TEXT, remedy_id UUID)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r.shop_id, r.id FROM remedies r
  WHERE r.state IN ('approved', 'sending', 'unknown', 'issued', 'undoing') AND r.next_check_at <= due_at
  ORDER BY r.next_check_at LIMIT least(most, 1000)
$$;
