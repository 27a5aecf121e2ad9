-- What is used of a counter is read as plain numbers, not as JSON that is taken apart again: a decision reads three counters, and
-- its guard reads them once more while everybody in the shop waits. It takes a third of the time.
DROP FUNCTION counter_used(TEXT, TEXT, TIMESTAMPTZ, TIMESTAMP);
DROP FUNCTION counter_of_shop(TEXT, TEXT, TIMESTAMPTZ, TIMESTAMP);

-- The windows of a kind of counter, in the order in which counter_numbers has them; null where there is no such kind.
CREATE FUNCTION counter_windows(kind TEXT) RETURNS TEXT[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE kind
    WHEN 'shop' THEN ARRAY['hour', 'hours24', 'day', 'month']
    WHEN 'person' THEN ARRAY['day']
    WHEN 'customer' THEN ARRAY['days30', 'days90', 'days365']
  END
$$;

-- What has been used of a counter in each of its windows that end at `at`: face, cost and remedies of the first, then of the
-- second … Windows that roll begin at the start of their oldest slot or day, so that never too little is counted; and what
-- is dated later than `at`, by a clock that runs ahead, counts too.
CREATE FUNCTION counter_numbers(shop TEXT, counter_name TEXT, at TIMESTAMPTZ, here TIMESTAMP) RETURNS BIGINT[] LANGUAGE plpgsql STABLE AS $$
DECLARE
  today TEXT := 'day:' || to_char(here, 'YYYY-MM-DD');
  rolling BIGINT[];
  of_day BIGINT[];
  of_month BIGINT[];
  nothing BIGINT[] := ARRAY[0, 0, 0];
BEGIN
  SELECT ARRAY[face_minor, cost_minor, remedies] INTO of_day
    FROM limit_usage WHERE shop_id = shop AND counter = counter_name AND period = today;
  IF counter_name = 'shop' THEN
    DECLARE
      this_month TEXT := 'month:' || to_char(here, 'YYYY-MM');
      hour_ago TEXT := slot_period(slot_at(at) - 12);
      day_ago TEXT := slot_period(slot_at(at) - 288);
    BEGIN
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
REVOKE ALL ON FUNCTION counter_numbers(TEXT, TEXT, TIMESTAMPTZ, TIMESTAMP) FROM PUBLIC;

-- The numbers of several counters, one after the other. As the owner, like the guard: PostgreSQL plans a statement anew
-- whenever the role changes under a policy.
CREATE FUNCTION counters_used(shop TEXT, counter_names TEXT[], at TIMESTAMPTZ) RETURNS BIGINT[]
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  here TIMESTAMP;
  counter_name TEXT;
  numbers BIGINT[] := '{}';
BEGIN
  IF shop <> current_shop() THEN
    RAISE EXCEPTION 'the counters of another shop' USING ERRCODE = '42501';
  END IF;
  SELECT in_shop_time(s.time_zone, at) INTO STRICT here FROM shops s WHERE s.shop_id = shop;
  FOREACH counter_name IN ARRAY counter_names LOOP
    numbers := numbers || counter_numbers(shop, counter_name, at, here);
  END LOOP;
  RETURN numbers;
END $$;
REVOKE ALL ON FUNCTION counters_used(TEXT, TEXT[], TIMESTAMPTZ) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION counters_used(TEXT, TEXT[], TIMESTAMPTZ) TO amends_app;

CREATE OR REPLACE FUNCTION guard_limits(shop TEXT, at TIMESTAMPTZ, caps JSONB) RETURNS VOID LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  measures TEXT[] := ARRAY['face', 'cost', 'remedies'];
  here TIMESTAMP;
  cap JSONB;
  counter_name TEXT := '';
  windows TEXT[];
  numbers BIGINT[];
  used BIGINT;
BEGIN
  PERFORM lock_ledger(shop);
  SELECT in_shop_time(s.time_zone, at) INTO STRICT here FROM shops s WHERE s.shop_id = shop;
  FOR cap IN SELECT value FROM jsonb_array_elements(caps) LOOP
    IF cap ->> 'name' IS DISTINCT FROM counter_name THEN
      counter_name := cap ->> 'name';
      windows := counter_windows(cap ->> 'counter');
      numbers := counter_numbers(shop, counter_name, at, here);
    END IF;
    used := numbers[(array_position(windows, cap ->> 'window') - 1) * 3 + array_position(measures, cap ->> 'measure')];
    -- What cannot be compared is no leave to give.
    IF (used + (cap ->> 'adding')::bigint <= (cap ->> 'most')::bigint) IS NOT TRUE THEN
      RAISE EXCEPTION 'a limit is reached' USING ERRCODE = 'AM001', DETAIL = (cap || jsonb_build_object('used', used))::text;
    END IF;
  END LOOP;
END $$;
