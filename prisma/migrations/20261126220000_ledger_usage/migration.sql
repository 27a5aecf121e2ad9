-- What has been used of each limit, kept by the ledger itself: whoever adds an entry, the counters turn with it.

-- AlterTable
ALTER TABLE "ledger_entries" ADD COLUMN "customer_key" TEXT,
ADD COLUMN "day" TEXT,
ADD COLUMN "month" TEXT,
ADD COLUMN "slot" BIGINT;

-- CreateTable
CREATE TABLE "limit_usage" (
    "shop_id" TEXT NOT NULL,
    "counter" TEXT COLLATE "C" NOT NULL,
    "period" TEXT COLLATE "C" NOT NULL,
    "face_minor" BIGINT NOT NULL,
    "cost_minor" BIGINT NOT NULL,
    "remedies" BIGINT NOT NULL,

    CONSTRAINT "limit_usage_pkey" PRIMARY KEY ("shop_id","counter","period")
);

-- CreateTable
CREATE TABLE "ledger_heads" (
    "shop_id" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "hash" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "ledger_heads_pkey" PRIMARY KEY ("shop_id")
);


-- From here on by hand: what Prisma does not describe.

-- Both are changed with every entry: with room on their pages the indexes need not change with them.
ALTER TABLE limit_usage SET (fillfactor = 50);
ALTER TABLE ledger_heads SET (fillfactor = 20);
ALTER TABLE limit_usage ADD CONSTRAINT limit_usage_not_negative CHECK (face_minor >= 0 AND cost_minor >= 0 AND remedies >= 0);

-- The app may read them; only the functions below write.
DO $$
DECLARE
  tenant_table TEXT;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['limit_usage', 'ledger_heads'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('CREATE POLICY own_shop ON %I TO amends_app USING (shop_id = current_shop()) WITH CHECK (shop_id = current_shop())', tenant_table);
    EXECUTE format('GRANT SELECT ON %I TO amends_app', tenant_table);
  END LOOP;
END $$;

-- The clock on the shop's wall. A zone that this PostgreSQL does not know (newer than its tables) is read as UTC: a
-- midnight that is hours off, rather than no remedy at all.
CREATE FUNCTION in_shop_time(zone TEXT, at TIMESTAMPTZ) RETURNS TIMESTAMP LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN at AT TIME ZONE zone;
EXCEPTION WHEN invalid_parameter_value THEN
  RETURN at AT TIME ZONE 'UTC';
END $$;

-- Five minutes, counted since 1970: what "the last hour" is made of.
CREATE FUNCTION slot_at(at TIMESTAMPTZ) RETURNS BIGINT LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT floor(extract(epoch FROM at) / 300)::bigint
$$;

-- As text that sorts like the number.
CREATE FUNCTION slot_period(slot BIGINT) RETURNS TEXT LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT 'slot:' || lpad(slot::text, 9, '0')
$$;

-- Before an entry is written. The shop's one lock is its row of ledger_heads: from here to the end of the transaction
-- nobody else adds to this shop's ledger, so its counters are always those of the entries that can be seen.
--
-- A reservation belongs to the day, the month and the five minutes in which it is made, by the shop's clock. What ends
-- it has the same ones, whenever that is: it frees what was held then. It carries the same amounts, too, and there is
-- no other way to write it.
CREATE FUNCTION ledger_entry_comes() RETURNS TRIGGER LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  here TIMESTAMP;
  held ledger_entries;
BEGIN
  INSERT INTO ledger_heads (shop_id, seq) VALUES (NEW.shop_id, 1)
  ON CONFLICT (shop_id) DO UPDATE SET seq = ledger_heads.seq + 1;
  IF NEW.kind = 'reserved' THEN
    SELECT in_shop_time(s.time_zone, NEW.at) INTO here FROM shops s WHERE s.shop_id = NEW.shop_id;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'a ledger entry of shop %, which is not known', NEW.shop_id USING ERRCODE = '23503';
    END IF;
    NEW.day := to_char(here, 'YYYY-MM-DD');
    NEW.month := to_char(here, 'YYYY-MM');
    NEW.slot := slot_at(NEW.at);
    RETURN NEW;
  END IF;
  SELECT * INTO held FROM ledger_entries l WHERE l.shop_id = NEW.shop_id AND l.remedy_id = NEW.remedy_id AND l.kind = 'reserved';
  IF NOT FOUND THEN
    RAISE EXCEPTION 'nothing is held for remedy %: it cannot be %', NEW.remedy_id, NEW.kind USING ERRCODE = '23514';
  END IF;
  IF (NEW.amount_minor, NEW.currency, NEW.shop_amount_minor, NEW.shop_cost_minor, NEW.shop_currency, NEW.user_id)
    IS DISTINCT FROM (held.amount_minor, held.currency, held.shop_amount_minor, held.shop_cost_minor, held.shop_currency, held.user_id) THEN
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
  RETURN NEW;
END $$;

-- After it: held counts, released or taken back no longer does; that what was held has arrived changes nothing.
-- What is taken away never makes a row: that of a slot of days ago may have been forgotten.
CREATE FUNCTION ledger_entry_counts() RETURNS TRIGGER LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.kind = 'reserved' THEN
    INSERT INTO limit_usage AS u (shop_id, counter, period, face_minor, cost_minor, remedies)
    SELECT NEW.shop_id, c.counter, c.period, NEW.shop_amount_minor, NEW.shop_cost_minor, 1 FROM (VALUES
      ('shop', 'day:' || NEW.day),
      ('shop', 'month:' || NEW.month),
      ('shop', slot_period(NEW.slot)),
      ('person:' || NEW.user_id, 'day:' || NEW.day),
      ('customer:' || NEW.customer_key, 'day:' || NEW.day)
    ) AS c (counter, period) WHERE c.counter IS NOT NULL
    ON CONFLICT (shop_id, counter, period) DO UPDATE SET
      face_minor = u.face_minor + EXCLUDED.face_minor,
      cost_minor = u.cost_minor + EXCLUDED.cost_minor,
      remedies = u.remedies + 1;
  ELSIF NEW.kind IN ('released', 'reversed') THEN
    UPDATE limit_usage u SET
      face_minor = u.face_minor - NEW.shop_amount_minor,
      cost_minor = u.cost_minor - NEW.shop_cost_minor,
      remedies = u.remedies - 1
    FROM (VALUES
      ('shop', 'day:' || NEW.day),
      ('shop', 'month:' || NEW.month),
      ('shop', slot_period(NEW.slot)),
      ('person:' || NEW.user_id, 'day:' || NEW.day),
      ('customer:' || NEW.customer_key, 'day:' || NEW.day)
    ) AS c (counter, period)
    WHERE u.shop_id = NEW.shop_id AND u.counter = c.counter AND u.period = c.period;
  END IF;
  RETURN NULL;
END $$;

-- What is there already counts like what comes: in the periods of its reservation, for the customer of its complaint.
UPDATE ledger_entries l SET
  customer_key = c.customer_id,
  day = to_char(in_shop_time(coalesce(s.time_zone, 'UTC'), held.at), 'YYYY-MM-DD'),
  month = to_char(in_shop_time(coalesce(s.time_zone, 'UTC'), held.at), 'YYYY-MM'),
  slot = slot_at(held.at)
FROM ledger_entries held
  LEFT JOIN complaints c ON c.shop_id = held.shop_id AND c.id = held.complaint_id
  LEFT JOIN shops s ON s.shop_id = held.shop_id
WHERE held.shop_id = l.shop_id AND held.remedy_id = l.remedy_id AND held.kind = 'reserved';
ALTER TABLE ledger_entries
  ALTER COLUMN day SET NOT NULL,
  ALTER COLUMN month SET NOT NULL,
  ALTER COLUMN slot SET NOT NULL;

INSERT INTO limit_usage (shop_id, counter, period, face_minor, cost_minor, remedies)
SELECT l.shop_id, c.counter, c.period, sum(sign * l.shop_amount_minor), sum(sign * l.shop_cost_minor), sum(sign)
FROM ledger_entries l,
  LATERAL (SELECT CASE l.kind WHEN 'reserved' THEN 1 WHEN 'settled' THEN 0 ELSE -1 END AS sign) s,
  LATERAL (VALUES
    ('shop', 'day:' || l.day),
    ('shop', 'month:' || l.month),
    ('shop', slot_period(l.slot)),
    ('person:' || l.user_id, 'day:' || l.day),
    ('customer:' || l.customer_key, 'day:' || l.day)
  ) AS c (counter, period)
WHERE c.counter IS NOT NULL
GROUP BY l.shop_id, c.counter, c.period;
INSERT INTO ledger_heads (shop_id, seq) SELECT shop_id, count(*) FROM ledger_entries GROUP BY shop_id;

CREATE TRIGGER ledger_entry_comes BEFORE INSERT ON ledger_entries FOR EACH ROW EXECUTE FUNCTION ledger_entry_comes();
CREATE TRIGGER ledger_entry_counts AFTER INSERT ON ledger_entries FOR EACH ROW EXECUTE FUNCTION ledger_entry_counts();

-- What has been used of a counter in a span that ends at `at`. Spans that roll begin at the start of their oldest slot or
-- day, so that never too little is counted; and what is dated later than `at`, by a clock that runs ahead, counts too.
CREATE FUNCTION limit_used(shop TEXT, counter_name TEXT, span TEXT, at TIMESTAMPTZ, here TIMESTAMP,
  OUT face BIGINT, OUT cost BIGINT, OUT remedies BIGINT) LANGUAGE plpgsql STABLE AS $$
DECLARE
  first_period TEXT;
  last_period TEXT;
BEGIN
  CASE span
    WHEN 'hour' THEN first_period := slot_period(slot_at(at) - 12); last_period := 'slot:~';
    WHEN 'hours24' THEN first_period := slot_period(slot_at(at) - 288); last_period := 'slot:~';
    WHEN 'day' THEN first_period := 'day:' || to_char(here, 'YYYY-MM-DD'); last_period := first_period;
    WHEN 'month' THEN first_period := 'month:' || to_char(here, 'YYYY-MM'); last_period := first_period;
    WHEN 'days30' THEN first_period := 'day:' || to_char(here - interval '30 days', 'YYYY-MM-DD'); last_period := 'day:~';
    WHEN 'days90' THEN first_period := 'day:' || to_char(here - interval '90 days', 'YYYY-MM-DD'); last_period := 'day:~';
    WHEN 'days365' THEN first_period := 'day:' || to_char(here - interval '365 days', 'YYYY-MM-DD'); last_period := 'day:~';
  END CASE;
  SELECT coalesce(sum(u.face_minor), 0), coalesce(sum(u.cost_minor), 0), coalesce(sum(u.remedies), 0)
    INTO face, cost, remedies
    FROM limit_usage u WHERE u.shop_id = shop AND u.counter = counter_name AND u.period BETWEEN first_period AND last_period;
END $$;

-- Waits until nobody else adds to the shop's ledger, and keeps it so until the transaction ends. Only the current shop's.
CREATE FUNCTION lock_ledger(shop TEXT) RETURNS VOID LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF shop <> current_shop() THEN
    RAISE EXCEPTION 'the ledger of another shop' USING ERRCODE = '42501';
  END IF;
  PERFORM 1 FROM ledger_heads h WHERE h.shop_id = shop FOR UPDATE;
  IF FOUND THEN RETURN; END IF;
  INSERT INTO ledger_heads (shop_id, seq) VALUES (shop, 0) ON CONFLICT (shop_id) DO NOTHING;
  PERFORM 1 FROM ledger_heads h WHERE h.shop_id = shop FOR UPDATE;
END $$;

-- Under that lock: refuses when one of the caps would be passed. It raises rather than answers, so that it can be asked
-- for together with the entries that it guards: none of them is written then.
-- caps: [{ name: 'person:1003', window: 'day', measure: 'face', most: 20000, adding: 4500, … }]
CREATE FUNCTION guard_limits(shop TEXT, at TIMESTAMPTZ, caps JSONB) RETURNS VOID LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  here TIMESTAMP;
  reached JSONB;
BEGIN
  PERFORM lock_ledger(shop);
  SELECT in_shop_time(s.time_zone, at) INTO STRICT here FROM shops s WHERE s.shop_id = shop;
  SELECT c.cap || jsonb_build_object('used', m.used) INTO reached
  FROM jsonb_array_elements(caps) WITH ORDINALITY AS c (cap, place),
    LATERAL limit_used(shop, c.cap ->> 'name', c.cap ->> 'window', at, here) AS u,
    LATERAL (SELECT CASE c.cap ->> 'measure' WHEN 'face' THEN u.face WHEN 'cost' THEN u.cost WHEN 'remedies' THEN u.remedies END AS used) AS m
  -- What cannot be compared is no leave to give.
  WHERE (c.cap ->> 'name' <> '' AND m.used + (c.cap ->> 'adding')::bigint <= (c.cap ->> 'most')::bigint) IS NOT TRUE
  ORDER BY c.place LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'a limit is reached' USING ERRCODE = 'AM001', DETAIL = reached::text;
  END IF;
END $$;

-- Five minutes of days ago are asked for by nobody. All shops at once, oldest first; answers how many went.
CREATE INDEX limit_usage_slots ON limit_usage (period) WHERE counter = 'shop' AND period >= 'slot:';
CREATE FUNCTION system_forget_slots(before TIMESTAMPTZ, most INT) RETURNS INT
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH old AS (
    SELECT u.shop_id, u.counter, u.period FROM limit_usage u
    WHERE u.counter = 'shop' AND u.period >= 'slot:' AND u.period < slot_period(slot_at(least(before, now() - interval '2 days')))
    ORDER BY u.period LIMIT least(most, 1000) FOR UPDATE SKIP LOCKED
  ), gone AS (
    DELETE FROM limit_usage u USING old WHERE u.shop_id = old.shop_id AND u.counter = old.counter AND u.period = old.period RETURNING 1
  )
  SELECT count(*)::int FROM gone
$$;

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
  DELETE FROM role_limits WHERE shop_id = shop;
  DELETE FROM staff_members WHERE shop_id = shop;
  DELETE FROM sessions WHERE shop_id = shop;
  DELETE FROM shops WHERE shop_id = shop;
END $$;

REVOKE ALL ON FUNCTION ledger_entry_comes(), ledger_entry_counts(), lock_ledger(TEXT), guard_limits(TEXT, TIMESTAMPTZ, JSONB), system_forget_slots(TIMESTAMPTZ, INT) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lock_ledger(TEXT), guard_limits(TEXT, TIMESTAMPTZ, JSONB), system_forget_slots(TIMESTAMPTZ, INT) TO amends_app;
