-- The owner's rules as versions: what a decision was made on stays readable, and can be replayed.
CREATE TABLE "policy_versions" (
    "shop_id" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "policy" JSONB NOT NULL,
    "changes" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "author_id" TEXT,
    "author_name" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),
    "withdrawn_by" TEXT,

    CONSTRAINT "policy_versions_pkey" PRIMARY KEY ("shop_id","version")
);
CREATE INDEX "policy_versions_shop_id_starts_at_version_idx" ON "policy_versions"("shop_id", "starts_at" DESC, "version" DESC);
ALTER TABLE policy_versions ADD CONSTRAINT policy_versions_version CHECK (version > 0),
  ADD CONSTRAINT policy_versions_withdrawn CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL));

ALTER TABLE "policy_versions" ADD CONSTRAINT "policy_versions_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("shop_id") ON DELETE CASCADE ON UPDATE NO ACTION;

ALTER TABLE policy_versions ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop ON policy_versions TO amends_app USING (shop_id = current_shop()) WITH CHECK (shop_id = current_shop());
-- Evidence: a version is written once. One that has not started yet may be taken back, and stays readable.
GRANT SELECT, INSERT ON policy_versions TO amends_app;
GRANT UPDATE (withdrawn_at, withdrawn_by) ON policy_versions TO amends_app;

-- Limits by role are part of the policy now. Nobody has been given a version with this table.
DROP TABLE role_limits;
CREATE OR REPLACE FUNCTION erase_current_shop() RETURNS VOID LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  shop TEXT := current_shop();
BEGIN
  IF EXISTS (SELECT 1 FROM shops WHERE shop_id = shop AND uninstalled_at IS NULL) THEN
    RAISE EXCEPTION 'shop % still has the app installed', shop USING ERRCODE = '55000';
  END IF;
  DELETE FROM reconciliation_breaks WHERE shop_id = shop;
  DELETE FROM privacy_requests WHERE shop_id = shop;
  DELETE FROM webhook_deliveries WHERE shop_id = shop;
  DELETE FROM timeline_entries WHERE shop_id = shop;
  DELETE FROM ledger_entries WHERE shop_id = shop;
  DELETE FROM limit_usage WHERE shop_id = shop;
  DELETE FROM ledger_heads WHERE shop_id = shop;
  DELETE FROM attempts WHERE shop_id = shop;
  DELETE FROM remedies WHERE shop_id = shop;
  DELETE FROM resolutions WHERE shop_id = shop;
  DELETE FROM complaint_lines WHERE shop_id = shop;
  DELETE FROM complaints WHERE shop_id = shop;
  DELETE FROM order_snapshots WHERE shop_id = shop;
  DELETE FROM staff_members WHERE shop_id = shop;
  DELETE FROM sessions WHERE shop_id = shop;
  -- Takes with it what hangs on the shop alone.
  DELETE FROM shops WHERE shop_id = shop;
END $$;

-- A decision may also be that somebody above has to say yes.
ALTER TABLE resolutions DROP CONSTRAINT resolutions_verdict;
ALTER TABLE resolutions ADD CONSTRAINT resolutions_verdict CHECK (verdict IN ('allowed', 'needs_approval', 'refused'));

-- What waits for somebody's yes. It holds nothing: when the yes comes it is decided anew, on the facts and rules of then.
CREATE TABLE "approvals" (
    "shop_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "complaint_id" UUID NOT NULL,
    "resolution_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "needs" TEXT NOT NULL,
    "people" INTEGER NOT NULL,
    "asks" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "despite" TEXT,
    "asked_by" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "shop_amount_minor" BIGINT NOT NULL,
    "shop_currency" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "escalations" INTEGER NOT NULL DEFAULT 0,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" TEXT,
    "end_reason" TEXT,
    "given_resolution_id" UUID,

    CONSTRAINT "approvals_pkey" PRIMARY KEY ("shop_id","id")
);
CREATE UNIQUE INDEX "approvals_shop_id_resolution_id_key" ON "approvals"("shop_id", "resolution_id");
CREATE INDEX "approvals_shop_id_state_due_at_id_idx" ON "approvals"("shop_id", "state", "due_at", "id");
CREATE INDEX "approvals_shop_id_complaint_id_idx" ON "approvals"("shop_id", "complaint_id");
-- One at a time on a complaint: a second one could be a yes to the same twice.
CREATE UNIQUE INDEX approvals_waiting_once ON approvals (shop_id, complaint_id) WHERE state = 'waiting';
CREATE INDEX approvals_due ON approvals (due_at) WHERE state = 'waiting';
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_shop_id_complaint_id_fkey" FOREIGN KEY ("shop_id", "complaint_id") REFERENCES "complaints"("shop_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_shop_id_resolution_id_fkey" FOREIGN KEY ("shop_id", "resolution_id") REFERENCES "resolutions"("shop_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE approvals
  ADD CONSTRAINT approvals_state CHECK (state IN ('waiting', 'approved', 'declined', 'withdrawn', 'expired')),
  ADD CONSTRAINT approvals_needs CHECK (needs IN ('lead', 'owner')),
  ADD CONSTRAINT approvals_people CHECK (people IN (1, 2)),
  ADD CONSTRAINT approvals_ended CHECK ((state = 'waiting') = (ended_at IS NULL)),
  ADD CONSTRAINT approvals_given CHECK ((state = 'approved') = (given_resolution_id IS NOT NULL));

-- Who has said yes where two have to, and who said what. Append-only.
CREATE TABLE "approval_votes" (
    "shop_id" TEXT NOT NULL,
    "approval_id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "vote" TEXT NOT NULL,
    "asks" JSONB,
    "why" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "approval_votes_pkey" PRIMARY KEY ("shop_id","approval_id","user_id")
);
ALTER TABLE "approval_votes" ADD CONSTRAINT "approval_votes_shop_id_approval_id_fkey" FOREIGN KEY ("shop_id", "approval_id") REFERENCES "approvals"("shop_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE approval_votes ADD CONSTRAINT approval_votes_vote CHECK (vote IN ('yes', 'no'));

DO $$
DECLARE
  tenant_table TEXT;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['approvals', 'approval_votes']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('CREATE POLICY own_shop ON %I TO amends_app USING (shop_id = current_shop()) WITH CHECK (shop_id = current_shop())', tenant_table);
  END LOOP;
END $$;
GRANT SELECT, INSERT ON approvals, approval_votes TO amends_app;
GRANT UPDATE (state, needs, due_at, escalations, ended_at, ended_by, end_reason, given_resolution_id) ON approvals TO amends_app;

-- Which approvals have waited too long, in whatever shop: names and nothing else.
CREATE FUNCTION system_due_approvals(due TIMESTAMPTZ, most INT) RETURNS TABLE (shop_id TEXT, approval_id UUID)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT a.shop_id, a.id FROM approvals a WHERE a.state = 'waiting' AND a.due_at <= due ORDER BY a.due_at LIMIT least(most, 1000)
$$;
REVOKE ALL ON FUNCTION system_due_approvals(TIMESTAMPTZ, INT) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION system_due_approvals(TIMESTAMPTZ, INT) TO amends_app;
