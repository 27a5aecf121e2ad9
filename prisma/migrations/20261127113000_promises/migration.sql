-- What was promised to customers, by when, and whether it was kept.

-- CreateTable
CREATE TABLE "promises" (
    "shop_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "complaint_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "proof" JSONB,
    "message_key" TEXT,
    "made_by" TEXT NOT NULL,
    "made_by_name" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "escalate_at" TIMESTAMPTZ(3),
    "dedupe_key" TEXT NOT NULL,

    CONSTRAINT "promises_pkey" PRIMARY KEY ("shop_id","id")
);
CREATE UNIQUE INDEX "promises_shop_id_dedupe_key_key" ON "promises"("shop_id", "dedupe_key");
CREATE INDEX "promises_shop_id_complaint_id_idx" ON "promises"("shop_id", "complaint_id");
CREATE INDEX "promises_shop_id_ended_at_idx" ON "promises"("shop_id", "ended_at");
ALTER TABLE "promises" ADD CONSTRAINT "promises_shop_id_complaint_id_fkey" FOREIGN KEY ("shop_id", "complaint_id") REFERENCES "complaints"("shop_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- From here on by hand: what Prisma does not describe.

ALTER TABLE promises
  ADD CONSTRAINT promises_kind CHECK (kind IN ('answer', 'remedy', 'other')),
  ADD CONSTRAINT promises_state CHECK (state IN ('open', 'kept', 'broken', 'withdrawn')),
  ADD CONSTRAINT promises_end CHECK ((state = 'open') = (ended_at IS NULL)),
  -- Kept is never a habit of speech: there is something that shows it.
  ADD CONSTRAINT promises_proof CHECK (state <> 'kept' OR proof IS NOT NULL),
  ADD CONSTRAINT promises_escalation CHECK (escalate_at IS NULL OR state = 'broken');
ALTER TABLE promises ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop ON promises TO amends_app USING (shop_id = current_shop()) WITH CHECK (shop_id = current_shop());
GRANT SELECT, INSERT, UPDATE ON promises TO amends_app;

-- Promises whose day has passed, those that a remedy may have kept, and broken ones that nobody has made good.
CREATE INDEX promises_open ON promises (due_at) WHERE state = 'open';
CREATE INDEX promises_to_escalate ON promises (escalate_at) WHERE escalate_at IS NOT NULL;
CREATE FUNCTION system_promises_to_look_at(at_moment TIMESTAMPTZ, most INT) RETURNS TABLE (shop_id TEXT, promise_id UUID)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT found.shop_id, found.id FROM (
    SELECT due.shop_id, due.id, due.at, row_number() OVER (PARTITION BY due.shop_id ORDER BY due.at, due.id) AS turn FROM (
      SELECT p.shop_id, p.id, p.due_at AS at FROM promises p WHERE p.state = 'open' AND (p.due_at <= at_moment OR (p.kind = 'remedy' AND EXISTS (
        SELECT 1 FROM timeline_entries t WHERE t.shop_id = p.shop_id AND t.complaint_id = p.complaint_id
          AND t.kind IN ('remedy_issued', 'remedy_settled') AND t.at >= p.made_at)))
      UNION ALL SELECT p.shop_id, p.id, p.escalate_at FROM promises p WHERE p.escalate_at <= at_moment
    ) due
  ) found
  ORDER BY found.turn, found.at LIMIT least(most, 1000)
$$;
REVOKE ALL ON FUNCTION system_promises_to_look_at(TIMESTAMPTZ, INT) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION system_promises_to_look_at(TIMESTAMPTZ, INT) TO amends_app;
