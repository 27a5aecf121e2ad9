-- Who was warned of which deadline of a complaint, each once, and which complaints have clocks to be looked at.

-- CreateTable
CREATE TABLE "complaint_warnings" (
    "shop_id" TEXT NOT NULL,
    "complaint_id" UUID NOT NULL,
    "clock" TEXT NOT NULL,
    "whom" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "complaint_warnings_pkey" PRIMARY KEY ("shop_id","complaint_id","clock","whom")
);
ALTER TABLE "complaint_warnings" ADD CONSTRAINT "complaint_warnings_shop_id_complaint_id_fkey" FOREIGN KEY ("shop_id", "complaint_id") REFERENCES "complaints"("shop_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE complaint_warnings
  ADD CONSTRAINT complaint_warnings_clock CHECK (clock IN ('first_answer', 'resolve', 'legal')),
  ADD CONSTRAINT complaint_warnings_whom CHECK (whom IN ('assignee', 'lead', 'owner'));
ALTER TABLE complaint_warnings ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop ON complaint_warnings TO amends_app USING (shop_id = current_shop()) WITH CHECK (shop_id = current_shop());
-- A complaint that is opened again has another deadline to be resolved by, and is warned of anew.
GRANT SELECT, INSERT, DELETE ON complaint_warnings TO amends_app;

-- Few of a million are open, and of those few are due at a moment: the index has nothing else in it.
CREATE INDEX complaints_to_look_at ON complaints (look_at) WHERE state IN ('open', 'waiting_for_customer') AND look_at IS NOT NULL;
CREATE INDEX complaints_unanswered ON complaints (shop_id, first_answer_due_at)
  WHERE state IN ('open', 'waiting_for_customer') AND first_answered_at IS NULL AND first_answer_due_at IS NOT NULL;

-- Which complaints have a clock to be looked at, in whatever shop: names and nothing else. Shops take turns.
CREATE FUNCTION system_due_clocks(due TIMESTAMPTZ, most INT) RETURNS TABLE (shop_id TEXT, complaint_id UUID)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT first.shop_id, first.id FROM (
    SELECT c.shop_id, c.id, c.look_at, row_number() OVER (PARTITION BY c.shop_id ORDER BY c.look_at, c.id) AS turn
    FROM (
      SELECT o.shop_id, o.id, o.look_at FROM complaints o
      WHERE o.state IN ('open', 'waiting_for_customer') AND o.look_at IS NOT NULL AND o.look_at <= due
      ORDER BY o.look_at LIMIT 10000
    ) c
  ) first
  ORDER BY first.turn, first.look_at LIMIT least(most, 1000)
$$;
REVOKE ALL ON FUNCTION system_due_clocks(TIMESTAMPTZ, INT) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION system_due_clocks(TIMESTAMPTZ, INT) TO amends_app;
