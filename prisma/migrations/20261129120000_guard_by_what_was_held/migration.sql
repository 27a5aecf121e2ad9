-- A guard no longer sums every window again while the whole shop waits: the end of a ledger says how much was ever held, and
-- what was held since a decision read the counters is the difference. What was freed meanwhile does not count for it: it
-- refuses rather too much than too little, and the second decision, under the lock, is exact.
ALTER TABLE "ledger_heads" ADD COLUMN "held_face_minor" BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN "held_cost_minor" BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN "held_remedies" BIGINT NOT NULL DEFAULT 0;

-- From here on by hand: what Prisma does not describe.

UPDATE ledger_heads h SET held_face_minor = l.face, held_cost_minor = l.cost, held_remedies = l.remedies
FROM (SELECT shop_id, sum(shop_amount_minor) AS face, sum(shop_cost_minor) AS cost, count(*) AS remedies
  FROM ledger_entries WHERE kind = 'reserved' GROUP BY shop_id) l
WHERE l.shop_id = h.shop_id;
-- As before (20261126230000_ledger_chain), and now with what was ever held.
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
  IF NEW.kind = 'reserved' THEN
    head.held_face_minor := head.held_face_minor + NEW.shop_amount_minor;
    head.held_cost_minor := head.held_cost_minor + NEW.shop_cost_minor;
    head.held_remedies := head.held_remedies + 1;
  END IF;
  UPDATE ledger_heads SET seq = NEW.seq, hash = NEW.hash, held_face_minor = head.held_face_minor, held_cost_minor = head.held_cost_minor,
    held_remedies = head.held_remedies WHERE shop_id = NEW.shop_id;
  RETURN NEW;
END $$;

-- As before (20261127130000_lighter_decisions), without a customer's day, which nobody asks for.
CREATE OR REPLACE FUNCTION counter_numbers(shop TEXT, counter_name TEXT, at TIMESTAMPTZ, here TIMESTAMP) RETURNS BIGINT[] LANGUAGE plpgsql STABLE AS $$
DECLARE
  today TEXT := 'day:' || to_char(here, 'YYYY-MM-DD');
  rolling BIGINT[];
  of_day BIGINT[];
  of_month BIGINT[];
  nothing BIGINT[] := ARRAY[0, 0, 0];
BEGIN
  IF counter_name = 'shop' THEN
    DECLARE
      this_month TEXT := 'month:' || to_char(here, 'YYYY-MM');
      hour_ago TEXT := slot_period(slot_at(at) - 12);
      day_ago TEXT := slot_period(slot_at(at) - 288);
    BEGIN
      SELECT ARRAY[face_minor, cost_minor, remedies] INTO of_day
        FROM limit_usage WHERE shop_id = shop AND counter = 'shop' AND period = today;
      SELECT ARRAY[face_minor, cost_minor, remedies] INTO of_month
        FROM limit_usage WHERE shop_id = shop AND counter = 'shop' AND period = this_month;
      -- Slots are the last of the periods: day, month, slot.
      SELECT ARRAY[coalesce(sum(face_minor) FILTER (WHERE period >= hour_ago), 0), coalesce(sum(cost_minor) FILTER (WHERE period >= hour_ago), 0),
          coalesce(sum(remedies) FILTER (WHERE period >= hour_ago), 0),
          coalesce(sum(face_minor), 0), coalesce(sum(cost_minor), 0), coalesce(sum(remedies), 0)]
        INTO rolling FROM limit_usage WHERE shop_id = shop AND counter = 'shop' AND period >= day_ago;
      RETURN rolling || coalesce(of_day, nothing) || coalesce(of_month, nothing);
    END;
  END IF;
  IF counter_name LIKE 'person:%' THEN
    SELECT ARRAY[face_minor, cost_minor, remedies] INTO of_day
      FROM limit_usage WHERE shop_id = shop AND counter = counter_name AND period = today;
    RETURN coalesce(of_day, nothing);
  END IF;
  IF counter_name LIKE 'customer:%' THEN
    DECLARE
      days30 TEXT := 'day:' || to_char(here - interval '30 days', 'YYYY-MM-DD');
      days90 TEXT := 'day:' || to_char(here - interval '90 days', 'YYYY-MM-DD');
      days365 TEXT := 'day:' || to_char(here - interval '365 days', 'YYYY-MM-DD');
    BEGIN
      SELECT ARRAY[coalesce(sum(face_minor) FILTER (WHERE period >= days30), 0), coalesce(sum(cost_minor) FILTER (WHERE period >= days30), 0),
          coalesce(sum(remedies) FILTER (WHERE period >= days30), 0),
          coalesce(sum(face_minor) FILTER (WHERE period >= days90), 0), coalesce(sum(cost_minor) FILTER (WHERE period >= days90), 0),
          coalesce(sum(remedies) FILTER (WHERE period >= days90), 0),
          coalesce(sum(face_minor), 0), coalesce(sum(cost_minor), 0), coalesce(sum(remedies), 0)]
        INTO rolling FROM limit_usage WHERE shop_id = shop AND counter = counter_name AND period >= days365 AND period < 'day:~';
      RETURN rolling;
    END;
  END IF;
  RAISE EXCEPTION 'no counter is called %', counter_name USING ERRCODE = '22023';
END $$;

-- As before, and last of all what the shop has ever held, of the same moment: face, cost and remedies.
CREATE OR REPLACE FUNCTION counters_used(shop TEXT, counter_names TEXT[], at TIMESTAMPTZ) RETURNS BIGINT[]
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  here TIMESTAMP;
  held BIGINT[];
  counter_name TEXT;
  numbers BIGINT[] := '{}';
BEGIN
  IF shop <> current_shop() THEN
    RAISE EXCEPTION 'the counters of another shop' USING ERRCODE = '42501';
  END IF;
  SELECT in_shop_time(s.time_zone, at), ARRAY[coalesce(h.held_face_minor, 0), coalesce(h.held_cost_minor, 0), coalesce(h.held_remedies, 0)]
    INTO STRICT here, held FROM shops s LEFT JOIN ledger_heads h ON h.shop_id = s.shop_id WHERE s.shop_id = shop;
  FOREACH counter_name IN ARRAY counter_names LOOP
    numbers := numbers || counter_numbers(shop, counter_name, at, here);
  END LOOP;
  RETURN numbers || held;
END $$;

DROP FUNCTION guard_limits(TEXT, TIMESTAMPTZ, JSONB);
DROP FUNCTION counter_windows(TEXT);

-- Waits for the shop's ledger, and refuses when more was held since than there was room for. It raises rather than answers, so
-- that it can be asked for together with the entries that it guards: none of them is written then.
-- seen: what the shop had ever held when its counters were read: face, cost, remedies.
-- room: how much of each may have been held since; null where nothing limits it.
CREATE FUNCTION guard_limits(shop TEXT, seen BIGINT[], room BIGINT[]) RETURNS VOID LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  head ledger_heads;
BEGIN
  PERFORM lock_ledger(shop);
  SELECT * INTO STRICT head FROM ledger_heads h WHERE h.shop_id = shop;
  -- What cannot be compared is no leave to give.
  IF ((room[1] IS NULL OR head.held_face_minor - seen[1] <= room[1])
    AND (room[2] IS NULL OR head.held_cost_minor - seen[2] <= room[2])
    AND (room[3] IS NULL OR head.held_remedies - seen[3] <= room[3])) IS NOT TRUE THEN
    RAISE EXCEPTION 'a limit may be reached' USING ERRCODE = 'AM001';
  END IF;
END $$;
REVOKE ALL ON FUNCTION guard_limits(TEXT, BIGINT[], BIGINT[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION guard_limits(TEXT, BIGINT[], BIGINT[]) TO amends_app;
