-- What was given is told to its customer by itself, once a decision, when all of it is certain.

-- CreateTable
CREATE TABLE "remedy_tellings" (
    "shop_id" TEXT NOT NULL,
    "resolution_id" UUID NOT NULL,
    "complaint_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "look_at" TIMESTAMPTZ(3),

    CONSTRAINT "remedy_tellings_pkey" PRIMARY KEY ("shop_id","resolution_id")
);
CREATE INDEX "remedy_tellings_shop_id_complaint_id_idx" ON "remedy_tellings"("shop_id", "complaint_id");
ALTER TABLE "remedy_tellings" ADD CONSTRAINT "remedy_tellings_shop_id_complaint_id_fkey" FOREIGN KEY ("shop_id", "complaint_id") REFERENCES "complaints"("shop_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- From here on by hand: what Prisma does not describe.

ALTER TABLE remedy_tellings
  ADD CONSTRAINT remedy_tellings_state CHECK (state IN ('due', 'waiting', 'written', 'nothing', 'off', 'no_address', 'too_late', 'by_person', 'not_filled', 'frozen', 'before')),
  ADD CONSTRAINT remedy_tellings_due CHECK ((state = 'due') = (look_at IS NOT NULL));
ALTER TABLE remedy_tellings ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop ON remedy_tellings TO amends_app USING (shop_id = current_shop()) WITH CHECK (shop_id = current_shop());
GRANT SELECT, INSERT, UPDATE ON remedy_tellings TO amends_app;

-- What was decided before this version was told by people.
INSERT INTO remedy_tellings (shop_id, resolution_id, complaint_id, state)
  SELECT DISTINCT shop_id, resolution_id, complaint_id, 'before' FROM remedies;

-- Whichever way a remedy turns, the same transaction says that its decision is to be looked at. A moment later, so that
-- what is taken back at once, and what a person writes herself, is not told as well. Runs as whoever turns the remedy.
CREATE FUNCTION remedy_to_be_told() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO remedy_tellings AS t (shop_id, resolution_id, complaint_id, state, look_at)
    VALUES (NEW.shop_id, NEW.resolution_id, NEW.complaint_id, 'due', NEW.updated_at + INTERVAL '2 minutes')
    ON CONFLICT (shop_id, resolution_id) DO UPDATE SET state = 'due', look_at = EXCLUDED.look_at WHERE t.state IN ('due', 'waiting');
  RETURN NULL;
END $$;
CREATE TRIGGER remedies_told AFTER UPDATE OF state ON remedies FOR EACH ROW
  WHEN (OLD.state IS DISTINCT FROM NEW.state AND NEW.state IN ('issued', 'settled', 'refused', 'not_issued', 'failed', 'undone'))
  EXECUTE FUNCTION remedy_to_be_told();

-- Decisions of any shop that are to be looked at. Shops take turns.
CREATE INDEX remedy_tellings_to_look_at ON remedy_tellings (look_at) WHERE look_at IS NOT NULL;
CREATE FUNCTION system_remedies_to_tell(at_moment TIMESTAMPTZ, most INT) RETURNS TABLE (shop_id TEXT, resolution_id UUID)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT due.shop_id, due.resolution_id FROM (
    SELECT t.shop_id, t.resolution_id, t.look_at, row_number() OVER (PARTITION BY t.shop_id ORDER BY t.look_at, t.resolution_id) AS turn
    FROM remedy_tellings t WHERE t.look_at <= at_moment
  ) due
  ORDER BY due.turn, due.look_at LIMIT least(most, 1000)
$$;
REVOKE ALL ON FUNCTION system_remedies_to_tell(TIMESTAMPTZ, INT) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION system_remedies_to_tell(TIMESTAMPTZ, INT) TO amends_app;
