-- Every complaint is acknowledged to its customer exactly once, whichever way it came in; and mails say whose they are.

-- AlterTable
ALTER TABLE "complaints" ADD COLUMN "acknowledgement" TEXT NOT NULL DEFAULT 'before';
ALTER TABLE "mails" ADD COLUMN "from_name" TEXT, ADD COLUMN "reply_to" TEXT;

-- What was logged before this version is not written to; from now on no path can forget to.
ALTER TABLE "complaints" ALTER COLUMN "acknowledgement" SET DEFAULT 'due';
ALTER TABLE complaints
  ADD CONSTRAINT complaints_acknowledgement CHECK (acknowledgement IN ('due', 'written', 'off', 'no_address', 'too_late', 'not_needed', 'before'));
ALTER TABLE mails
  ADD CONSTRAINT mails_one_line_sender CHECK (from_name !~ '[[:cntrl:]]' AND reply_to !~ '[[:cntrl:][:space:]]');

-- Complaints that wait to be acknowledged. Shops take turns.
CREATE INDEX complaints_to_acknowledge ON complaints (created_at) WHERE acknowledgement = 'due';
CREATE FUNCTION system_complaints_to_acknowledge(most INT) RETURNS TABLE (shop_id TEXT, complaint_id UUID)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT due.shop_id, due.id FROM (
    SELECT c.shop_id, c.id, c.created_at, row_number() OVER (PARTITION BY c.shop_id ORDER BY c.created_at, c.id) AS turn
    FROM complaints c WHERE c.acknowledgement = 'due'
  ) due
  ORDER BY due.turn, due.created_at LIMIT least(most, 1000)
$$;
REVOKE ALL ON FUNCTION system_complaints_to_acknowledge(INT) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION system_complaints_to_acknowledge(INT) TO amends_app;
