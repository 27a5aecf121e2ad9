-- CreateTable
CREATE TABLE "shops" (
    "shop_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "scopes" TEXT NOT NULL DEFAULT '',
    "installed_at" TIMESTAMPTZ(3) NOT NULL,
    "uninstalled_at" TIMESTAMPTZ(3),
    "last_complaint_number" INTEGER NOT NULL DEFAULT 1000,
    "refreshed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "shops_pkey" PRIMARY KEY ("shop_id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "shop_id" TEXT NOT NULL,
    "id" TEXT NOT NULL,
    "is_online" BOOLEAN NOT NULL,
    "state" TEXT NOT NULL,
    "scope" TEXT,
    "access_token" TEXT,
    "expires" TIMESTAMPTZ(3),
    "refresh_token" TEXT,
    "refresh_token_expires" TIMESTAMPTZ(3),
    "online_access_info" JSONB,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "staff_members" (
    "shop_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "role" TEXT NOT NULL DEFAULT 'none',
    "account_owner" BOOLEAN NOT NULL DEFAULT false,
    "collaborator" BOOLEAN NOT NULL DEFAULT false,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "staff_members_pkey" PRIMARY KEY ("shop_id","user_id")
);

-- CreateTable
CREATE TABLE "role_limits" (
    "shop_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "per_case_minor" BIGINT,
    "currency" TEXT NOT NULL,
    "updated_by" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "role_limits_pkey" PRIMARY KEY ("shop_id","role")
);

-- CreateTable
CREATE TABLE "order_snapshots" (
    "shop_id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "customer_id" TEXT,
    "customer_name" TEXT,
    "customer_email" TEXT,
    "processed_at" TIMESTAMPTZ(3) NOT NULL,
    "snapshot" JSONB NOT NULL,
    "fetched_at" TIMESTAMPTZ(3) NOT NULL,
    "stale_since" TIMESTAMPTZ(3),

    CONSTRAINT "order_snapshots_pkey" PRIMARY KEY ("shop_id","order_id")
);

-- CreateTable
CREATE TABLE "complaints" (
    "shop_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "request_id" UUID NOT NULL,
    "order_id" TEXT NOT NULL,
    "order_name" TEXT NOT NULL,
    "customer_id" TEXT,
    "customer_name" TEXT,
    "customer_email" TEXT,
    "reason" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "wanted_outcome" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "assignee_user_id" TEXT,
    "next_action" TEXT,
    "next_action_due_at" TIMESTAMPTZ(3),
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "complaints_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "complaint_lines" (
    "shop_id" TEXT NOT NULL,
    "complaint_id" UUID NOT NULL,
    "line_item_id" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "title" TEXT NOT NULL,

    CONSTRAINT "complaint_lines_pkey" PRIMARY KEY ("shop_id","complaint_id","line_item_id")
);

-- CreateTable
CREATE TABLE "resolutions" (
    "shop_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "complaint_id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "input_hash" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "decision" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "decided_by" TEXT NOT NULL,
    "decided_role" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "resolutions_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "remedies" (
    "shop_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "resolution_id" UUID NOT NULL,
    "complaint_id" UUID NOT NULL,
    "order_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "shop_amount_minor" BIGINT NOT NULL,
    "shop_currency" TEXT NOT NULL,
    "plan" JSONB NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "first_sent_at" TIMESTAMPTZ(3),
    "last_sent_at" TIMESTAMPTZ(3),
    "last_unknown_at" TIMESTAMPTZ(3),
    "lease_until" TIMESTAMPTZ(3),
    "next_check_at" TIMESTAMPTZ(3),
    "checks" INTEGER NOT NULL DEFAULT 0,
    "external_id" TEXT,
    "problem" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "remedies_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "attempts" (
    "shop_id" TEXT NOT NULL,
    "remedy_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "detail" JSONB,

    CONSTRAINT "attempts_pkey" PRIMARY KEY ("shop_id","remedy_id","number")
);

-- CreateTable
CREATE TABLE "ledger_entries" (
    "shop_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "remedy_id" UUID NOT NULL,
    "resolution_id" UUID NOT NULL,
    "complaint_id" UUID NOT NULL,
    "order_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "amount_minor" BIGINT NOT NULL,
    "currency" TEXT NOT NULL,
    "shop_amount_minor" BIGINT NOT NULL,
    "shop_currency" TEXT NOT NULL,
    "why" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ledger_entries_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "timeline_entries" (
    "shop_id" TEXT NOT NULL,
    "complaint_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "actor_name" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "timeline_entries_pkey" PRIMARY KEY ("shop_id","complaint_id","id")
);

-- CreateTable
CREATE TABLE "webhook_deliveries" (
    "shop_id" TEXT NOT NULL,
    "webhook_id" TEXT NOT NULL,
    "event_id" TEXT,
    "topic" TEXT NOT NULL,
    "triggered_at" TIMESTAMPTZ(3),
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "subject" JSONB NOT NULL,
    "handled_at" TIMESTAMPTZ(3),

    CONSTRAINT "webhook_deliveries_pkey" PRIMARY KEY ("shop_id","webhook_id")
);

-- CreateTable
CREATE TABLE "reconciliation_breaks" (
    "shop_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "remedy_id" UUID,
    "refund_id" TEXT,
    "detail" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "found_at" TIMESTAMPTZ(3) NOT NULL,
    "resolved_at" TIMESTAMPTZ(3),

    CONSTRAINT "reconciliation_breaks_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "privacy_requests" (
    "shop_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "customer_id" TEXT,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "completed_at" TIMESTAMPTZ(3),
    "answer" JSONB,

    CONSTRAINT "privacy_requests_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateIndex
CREATE INDEX "order_snapshots_shop_id_customer_id_idx" ON "order_snapshots"("shop_id", "customer_id");

-- CreateIndex
CREATE INDEX "complaints_shop_id_created_at_id_idx" ON "complaints"("shop_id", "created_at" DESC, "id");

-- CreateIndex
CREATE INDEX "complaints_shop_id_state_created_at_id_idx" ON "complaints"("shop_id", "state", "created_at" DESC, "id");

-- CreateIndex
CREATE INDEX "complaints_shop_id_assignee_user_id_state_created_at_id_idx" ON "complaints"("shop_id", "assignee_user_id", "state", "created_at" DESC, "id");

-- CreateIndex
CREATE INDEX "complaints_shop_id_reason_created_at_id_idx" ON "complaints"("shop_id", "reason", "created_at" DESC, "id");

-- CreateIndex
CREATE INDEX "complaints_shop_id_state_next_action_due_at_id_idx" ON "complaints"("shop_id", "state", "next_action_due_at", "id");

-- CreateIndex
CREATE INDEX "complaints_shop_id_order_id_idx" ON "complaints"("shop_id", "order_id");

-- CreateIndex
CREATE INDEX "complaints_shop_id_customer_id_idx" ON "complaints"("shop_id", "customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "complaints_shop_id_number_key" ON "complaints"("shop_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "complaints_shop_id_request_id_key" ON "complaints"("shop_id", "request_id");

-- CreateIndex
CREATE INDEX "resolutions_shop_id_complaint_id_decided_at_idx" ON "resolutions"("shop_id", "complaint_id", "decided_at");

-- CreateIndex
CREATE UNIQUE INDEX "resolutions_shop_id_request_id_key" ON "resolutions"("shop_id", "request_id");

-- CreateIndex
CREATE INDEX "remedies_shop_id_order_id_idx" ON "remedies"("shop_id", "order_id");

-- CreateIndex
CREATE INDEX "remedies_shop_id_complaint_id_idx" ON "remedies"("shop_id", "complaint_id");

-- CreateIndex
CREATE INDEX "remedies_shop_id_updated_at_idx" ON "remedies"("shop_id", "updated_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "remedies_shop_id_idempotency_key_key" ON "remedies"("shop_id", "idempotency_key");

-- CreateIndex
CREATE INDEX "ledger_entries_shop_id_complaint_id_idx" ON "ledger_entries"("shop_id", "complaint_id");

-- CreateIndex
CREATE INDEX "ledger_entries_shop_id_order_id_idx" ON "ledger_entries"("shop_id", "order_id");

-- CreateIndex
CREATE INDEX "ledger_entries_shop_id_at_idx" ON "ledger_entries"("shop_id", "at");

-- CreateIndex
CREATE INDEX "webhook_deliveries_shop_id_received_at_idx" ON "webhook_deliveries"("shop_id", "received_at");

-- CreateIndex
CREATE INDEX "reconciliation_breaks_shop_id_state_found_at_idx" ON "reconciliation_breaks"("shop_id", "state", "found_at");

-- AddForeignKey
ALTER TABLE "complaint_lines" ADD CONSTRAINT "complaint_lines_shop_id_complaint_id_fkey" FOREIGN KEY ("shop_id", "complaint_id") REFERENCES "complaints"("shop_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "resolutions" ADD CONSTRAINT "resolutions_shop_id_complaint_id_fkey" FOREIGN KEY ("shop_id", "complaint_id") REFERENCES "complaints"("shop_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "remedies" ADD CONSTRAINT "remedies_shop_id_resolution_id_fkey" FOREIGN KEY ("shop_id", "resolution_id") REFERENCES "resolutions"("shop_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "attempts" ADD CONSTRAINT "attempts_shop_id_remedy_id_fkey" FOREIGN KEY ("shop_id", "remedy_id") REFERENCES "remedies"("shop_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_shop_id_remedy_id_fkey" FOREIGN KEY ("shop_id", "remedy_id") REFERENCES "remedies"("shop_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "timeline_entries" ADD CONSTRAINT "timeline_entries_shop_id_complaint_id_fkey" FOREIGN KEY ("shop_id", "complaint_id") REFERENCES "complaints"("shop_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;


-- From here on by hand: what Prisma does not describe.

-- The role that the app takes at run time (options=-c role=amends_app). It owns nothing and may not bypass the
-- policies below. Roles belong to the whole server: several databases may create it at once.
DO $$
BEGIN
  CREATE ROLE amends_app NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
DO $$
BEGIN
  EXECUTE format('GRANT amends_app TO %I', current_user);
-- insufficient_privilege: the role was there before, and whoever made it has to grant it (or did so already).
EXCEPTION WHEN duplicate_object OR unique_violation OR invalid_grant_operation OR internal_error OR insufficient_privilege THEN NULL;
END $$;
GRANT USAGE ON SCHEMA public TO amends_app;

-- The shop that a connection works for. A query outside of a shop is an error, never an empty answer.
CREATE FUNCTION current_shop() RETURNS TEXT LANGUAGE plpgsql STABLE AS $$
DECLARE
  shop TEXT := current_setting('app.shop_id', true);
BEGIN
  IF shop IS NULL OR shop = '' THEN
    RAISE EXCEPTION 'query outside of a shop' USING ERRCODE = '42501';
  END IF;
  RETURN shop;
END $$;

-- Row level security on every tenant table. Not forced: the owner only migrates, and the few SECURITY DEFINER
-- functions below run as the owner on purpose.
DO $$
DECLARE
  tenant_table TEXT;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['shops', 'sessions', 'staff_members', 'role_limits', 'order_snapshots', 'complaints',
    'complaint_lines', 'resolutions', 'remedies', 'attempts', 'ledger_entries', 'timeline_entries', 'webhook_deliveries',
    'reconciliation_breaks', 'privacy_requests']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('CREATE POLICY own_shop ON %I TO amends_app USING (shop_id = current_shop()) WITH CHECK (shop_id = current_shop())', tenant_table);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO amends_app', tenant_table);
  END LOOP;
END $$;

-- The ledger and the attempts are evidence: the app may add, never change or remove (an attempt is completed once).
REVOKE UPDATE, DELETE ON ledger_entries FROM amends_app;
REVOKE UPDATE, DELETE ON attempts FROM amends_app;
GRANT UPDATE (finished_at, outcome, detail) ON attempts TO amends_app;

-- States and kinds as text with checks: native enums keep the planner from using an index beside a policy.
ALTER TABLE staff_members ADD CONSTRAINT staff_members_role CHECK (role IN ('none', 'agent', 'lead', 'owner'));
ALTER TABLE role_limits ADD CONSTRAINT role_limits_role CHECK (role IN ('agent', 'lead', 'owner')),
  ADD CONSTRAINT role_limits_not_negative CHECK (per_case_minor >= 0);
ALTER TABLE complaints
  ADD CONSTRAINT complaints_state CHECK (state IN ('open', 'waiting_for_customer', 'resolved', 'closed')),
  ADD CONSTRAINT complaints_severity CHECK (severity IN ('low', 'normal', 'high')),
  -- Never silent: an open complaint always says what happens next and by when.
  ADD CONSTRAINT complaints_next_action CHECK (state NOT IN ('open', 'waiting_for_customer') OR (next_action IS NOT NULL AND next_action_due_at IS NOT NULL));
ALTER TABLE complaint_lines ADD CONSTRAINT complaint_lines_quantity CHECK (quantity > 0);
ALTER TABLE resolutions ADD CONSTRAINT resolutions_verdict CHECK (verdict IN ('allowed', 'refused'));
ALTER TABLE remedies
  ADD CONSTRAINT remedies_state CHECK (state IN ('approved', 'sending', 'unknown', 'issued', 'settled', 'refused', 'not_issued', 'failed', 'needs_person')),
  ADD CONSTRAINT remedies_amounts CHECK (amount_minor > 0 AND shop_amount_minor > 0);
ALTER TABLE attempts ADD CONSTRAINT attempts_outcome CHECK (outcome IN ('succeeded', 'refused', 'unknown', 'throttled'));
ALTER TABLE ledger_entries
  ADD CONSTRAINT ledger_entries_kind CHECK (kind IN ('reserved', 'settled', 'released')),
  ADD CONSTRAINT ledger_entries_amounts CHECK (amount_minor > 0 AND shop_amount_minor > 0);
ALTER TABLE reconciliation_breaks ADD CONSTRAINT reconciliation_breaks_state CHECK (state IN ('open', 'resolved'));

-- The last line of "exactly once": money is held once per remedy, and ends once: settled or released, never both.
CREATE UNIQUE INDEX ledger_entries_reserved_once ON ledger_entries (shop_id, remedy_id) WHERE kind = 'reserved';
CREATE UNIQUE INDEX ledger_entries_ended_once ON ledger_entries (shop_id, remedy_id) WHERE kind IN ('settled', 'released');
-- One open break per thing that differs.
CREATE UNIQUE INDEX reconciliation_breaks_open_once ON reconciliation_breaks (shop_id, kind, order_id, COALESCE(remedy_id::text, ''), COALESCE(refund_id, '')) WHERE state = 'open';
-- The same event reaching us as two deliveries is found by this.
CREATE INDEX webhook_deliveries_event ON webhook_deliveries (shop_id, event_id, topic);

-- Search by number, order, customer or words. Full text is no leakproof operator, so under a policy its index could
-- not be used: the function runs as the owner and repeats the shop itself.
CREATE EXTENSION IF NOT EXISTS btree_gin;
CREATE FUNCTION complaint_words(order_name TEXT, customer_name TEXT, customer_email TEXT, words TEXT) RETURNS tsvector
  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT to_tsvector('simple', ltrim(order_name, '#') || ' ' || coalesce(customer_name, '') || ' ' || replace(coalesce(customer_email, ''), '@', ' ') || ' ' || words)
$$;
CREATE INDEX complaints_words ON complaints USING gin (shop_id, complaint_words(order_name, customer_name, customer_email, words)) WITH (fastupdate = off);
CREATE FUNCTION search_complaints(terms TEXT, most INT) RETURNS SETOF UUID
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT id FROM complaints
  WHERE shop_id = current_shop() AND complaint_words(order_name, customer_name, customer_email, words) @@ to_tsquery('simple', terms)
  ORDER BY created_at DESC LIMIT least(most, 500)
$$;

-- The only ways across shops, each giving names and nothing else. Work on them then happens inside each shop.
CREATE INDEX remedies_due ON remedies (next_check_at) WHERE state IN ('approved', 'sending', 'unknown', 'issued');
CREATE FUNCTION system_due_remedies(due_at TIMESTAMPTZ, most INT) RETURNS TABLE (shop_id TEXT, remedy_id UUID)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT r.shop_id, r.id FROM remedies r
  WHERE r.state IN ('approved', 'sending', 'unknown', 'issued') AND r.next_check_at <= due_at
  ORDER BY r.next_check_at LIMIT least(most, 1000)
$$;
CREATE FUNCTION system_installed_shops(after_shop TEXT, most INT) RETURNS SETOF TEXT
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.shop_id FROM shops s WHERE s.uninstalled_at IS NULL AND s.shop_id > after_shop ORDER BY s.shop_id LIMIT least(most, 1000)
$$;

-- shop/redact: everything of this one shop, evidence included, and only after it has uninstalled the app.
CREATE FUNCTION erase_current_shop() RETURNS VOID LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
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
  DELETE FROM attempts WHERE shop_id = shop;
  DELETE FROM remedies WHERE shop_id = shop;
  DELETE FROM resolutions WHERE shop_id = shop;
  DELETE FROM complaint_lines WHERE shop_id = shop;
  DELETE FROM complaints WHERE shop_id = shop;
  DELETE FROM order_snapshots WHERE shop_id = shop;
  DELETE FROM role_limits WHERE shop_id = shop;
  DELETE FROM staff_members WHERE shop_id = shop;
  DELETE FROM sessions WHERE shop_id = shop;
  DELETE FROM shops WHERE shop_id = shop;
END $$;

REVOKE ALL ON FUNCTION search_complaints(TEXT, INT), system_due_remedies(TIMESTAMPTZ, INT), system_installed_shops(TEXT, INT), erase_current_shop() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION search_complaints(TEXT, INT), system_due_remedies(TIMESTAMPTZ, INT), system_installed_shops(TEXT, INT), erase_current_shop() TO amends_app;
