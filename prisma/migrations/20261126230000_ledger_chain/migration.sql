-- The ledger as a chain: each entry carries a hash of itself and of the entry before it, so that whoever changes one later
-- breaks every one after it. docs/ledger.md says how it is checked, also by hand.

-- AlterTable
ALTER TABLE "ledger_entries" ADD COLUMN "seq" BIGINT,
ADD COLUMN "prev_hash" TEXT,
ADD COLUMN "hash" TEXT;


-- From here on by hand: what Prisma does not describe.

-- What the hash is taken of: the entry as one record of a CSV file, every value in quotes and quotes in it doubled, so that
-- nothing can move from one field to the next. What is null is nothing at all, which no value is. The same text, with the
-- hash behind it, is what `npm run ledger:export` writes.
CREATE FUNCTION csv_field(value TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce('"' || replace(value, '"', '""') || '"', '')
$$;
CREATE FUNCTION ledger_text(l ledger_entries) RETURNS TEXT LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN csv_field(l.shop_id) || ',' || csv_field(l.seq::text) || ',' || csv_field(l.id::text) || ',' || csv_field(l.kind)
    || ',' || csv_field(l.remedy_id::text) || ',' || csv_field(l.resolution_id::text) || ',' || csv_field(l.complaint_id::text)
    || ',' || csv_field(l.order_id) || ',' || csv_field(l.user_id) || ',' || csv_field(l.role) || ',' || csv_field(l.customer_key)
    || ',' || csv_field(l.amount_minor::text) || ',' || csv_field(l.currency) || ',' || csv_field(l.shop_amount_minor::text)
    || ',' || csv_field(l.shop_cost_minor::text) || ',' || csv_field(l.shop_currency) || ',' || csv_field(l.day)
    || ',' || csv_field(l.month) || ',' || csv_field(l.slot::text) || ',' || csv_field(l.why)
    || ',' || csv_field(to_char(l.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) || ',' || csv_field(l.prev_hash);
END $$;

CREATE FUNCTION ledger_hash(l ledger_entries) RETURNS TEXT LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN encode(sha256(convert_to(ledger_text(l), 'UTF8')), 'hex');
END $$;

-- The first entry of a shop has nothing before it: an empty hash, which is also that of a ledger without entries.
-- What is there is chained in the order in which it was written: by time, and of one remedy the beginning before the ends.
DO $$
DECLARE
  entry ledger_entries;
  head ledger_heads;
BEGIN
  FOR entry IN
    SELECT l.* FROM (
      SELECT e.*, CASE e.kind WHEN 'reserved' THEN 0 WHEN 'reversed' THEN 2 ELSE 1 END AS step FROM ledger_entries e
    ) s JOIN ledger_entries l ON l.shop_id = s.shop_id AND l.id = s.id
    ORDER BY l.shop_id, max(s.at) OVER (PARTITION BY s.shop_id, s.remedy_id ORDER BY s.step), s.step, l.id
  LOOP
    IF head.shop_id IS DISTINCT FROM entry.shop_id THEN
      head := ROW(entry.shop_id, 0, '');
    END IF;
    entry.seq := head.seq + 1;
    entry.prev_hash := head.hash;
    entry.hash := ledger_hash(entry);
    UPDATE ledger_entries SET seq = entry.seq, prev_hash = entry.prev_hash, hash = entry.hash WHERE shop_id = entry.shop_id AND id = entry.id;
    head := ROW(entry.shop_id, entry.seq, entry.hash);
    UPDATE ledger_heads SET seq = head.seq, hash = head.hash WHERE shop_id = entry.shop_id;
  END LOOP;
END $$;

ALTER TABLE ledger_entries
  ALTER COLUMN seq SET NOT NULL,
  ALTER COLUMN prev_hash SET NOT NULL,
  ALTER COLUMN hash SET NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "ledger_entries_shop_id_seq_key" ON "ledger_entries"("shop_id", "seq");

-- As before (20261126220000_ledger_usage), and now with its place in the chain.
CREATE OR REPLACE FUNCTION ledger_entry_comes() RETURNS TRIGGER LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  here TIMESTAMP;
  held ledger_entries;
  head ledger_heads;
BEGIN
  -- The shop's one lock: from here to the end of the transaction nobody else adds to this shop's ledger.
  SELECT * INTO head FROM ledger_heads h WHERE h.shop_id = NEW.shop_id FOR UPDATE;
  IF NOT FOUND THEN
    INSERT INTO ledger_heads (shop_id, seq) VALUES (NEW.shop_id, 0) ON CONFLICT (shop_id) DO NOTHING;
    SELECT * INTO STRICT head FROM ledger_heads h WHERE h.shop_id = NEW.shop_id FOR UPDATE;
  END IF;
  IF NEW.kind = 'reserved' THEN
    SELECT in_shop_time(s.time_zone, NEW.at) INTO here FROM shops s WHERE s.shop_id = NEW.shop_id;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'a ledger entry of shop %, which is not known', NEW.shop_id USING ERRCODE = '23503';
    END IF;
    NEW.day := to_char(here, 'YYYY-MM-DD');
    NEW.month := to_char(here, 'YYYY-MM');
    NEW.slot := slot_at(NEW.at);
  ELSE
    SELECT * INTO held FROM ledger_entries l WHERE l.shop_id = NEW.shop_id AND l.remedy_id = NEW.remedy_id AND l.kind = 'reserved';
    IF NOT FOUND THEN
      RAISE EXCEPTION 'nothing is held for remedy %: it cannot be %', NEW.remedy_id, NEW.kind USING ERRCODE = '23514';
    END IF;
    IF (NEW.amount_minor, NEW.currency, NEW.shop_amount_minor, NEW.shop_cost_minor, NEW.shop_currency, NEW.user_id, NEW.role,
        NEW.resolution_id, NEW.complaint_id, NEW.order_id)
      IS DISTINCT FROM (held.amount_minor, held.currency, held.shop_amount_minor, held.shop_cost_minor, held.shop_currency, held.user_id,
        held.role, held.resolution_id, held.complaint_id, held.order_id) THEN
      RAISE EXCEPTION 'remedy % ends as something else than was held', NEW.remedy_id USING ERRCODE = '23514';
    END IF;
    IF NEW.kind = 'reversed' AND NOT EXISTS (
      SELECT 1 FROM ledger_entries l WHERE l.shop_id = NEW.shop_id AND l.remedy_id = NEW.remedy_id AND l.kind = 'settled') THEN
      RAISE EXCEPTION 'remedy % was not settled: it cannot be reversed', NEW.remedy_id USING ERRCODE = '23514';
    END IF;
    NEW.customer_key := held.customer_key;
    NEW.day := held.day;
    NEW.month := held.month;
    NEW.slot := held.slot;
  END IF;
  NEW.seq := head.seq + 1;
  NEW.prev_hash := head.hash;
  NEW.hash := ledger_hash(NEW);
  UPDATE ledger_heads SET seq = NEW.seq, hash = NEW.hash WHERE shop_id = NEW.shop_id;
  RETURN NEW;
END $$;

-- Entries are added and never changed, by nobody, the table's owner included. They go only with their whole shop, when it
-- has uninstalled the app (erase_current_shop).
CREATE FUNCTION ledger_entry_stays() RETURNS TRIGGER LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT 1 FROM shops s WHERE s.shop_id = OLD.shop_id AND s.uninstalled_at IS NULL) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'the ledger can only be added to' USING ERRCODE = '42501';
END $$;
CREATE TRIGGER ledger_entry_stays BEFORE UPDATE OR DELETE ON ledger_entries FOR EACH ROW EXECUTE FUNCTION ledger_entry_stays();
CREATE TRIGGER ledger_stays BEFORE TRUNCATE ON ledger_entries FOR EACH STATEMENT EXECUTE FUNCTION ledger_entry_stays();

-- Every shop that has or had entries, installed or not: names only, for the check of all ledgers.
CREATE FUNCTION system_shops_with_ledger(after_shop TEXT, most INT) RETURNS SETOF TEXT
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT shop FROM (SELECT s.shop_id AS shop FROM shops s UNION SELECT h.shop_id FROM ledger_heads h) known
  WHERE shop > after_shop ORDER BY shop LIMIT least(most, 1000)
$$;

REVOKE ALL ON FUNCTION ledger_entry_stays(), system_shops_with_ledger(TEXT, INT) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION system_shops_with_ledger(TEXT, INT) TO amends_app;
