-- What is used of a counter is looked up once for all of its windows: a decision asks for eight of them, and its guard again.

-- Not immutable, since the seconds of a timestamp are not to PostgreSQL; said so, it is no call but part of whoever uses it.
CREATE OR REPLACE FUNCTION slot_at(at TIMESTAMPTZ) RETURNS BIGINT LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT floor(extract(epoch FROM at) / 300)::bigint
$$;

DROP FUNCTION limit_used(TEXT, TEXT, TEXT, TIMESTAMPTZ, TIMESTAMP);

-- What has been used of a counter in each of its windows that end at `at`: { day: { face, cost, remedies }, … }. Windows that
-- roll begin at the start of their oldest slot or day, so that never too little is counted; and what is dated later than
-- `at`, by a clock that runs ahead, counts too.
CREATE FUNCTION counter_used(shop TEXT, counter_name TEXT, at TIMESTAMPTZ, here TIMESTAMP) RETURNS JSONB LANGUAGE plpgsql STABLE AS $$
DECLARE
  today TEXT := 'day:' || to_char(here, 'YYYY-MM-DD');
  used JSONB;
BEGIN
  IF counter_name = 'shop' THEN
    DECLARE
      this_month TEXT := 'month:' || to_char(here, 'YYYY-MM');
      hour_ago TEXT := slot_period(slot_at(at) - 12);
      day_ago TEXT := slot_period(slot_at(at) - 288);
    BEGIN
      SELECT jsonb_build_object(
        'hour', jsonb_build_object('face', coalesce(sum(face_minor) FILTER (WHERE period >= hour_ago), 0),
          'cost', coalesce(sum(cost_minor) FILTER (WHERE period >= hour_ago), 0),
          'remedies', coalesce(sum(remedies) FILTER (WHERE period >= hour_ago), 0)),
        'hours24', jsonb_build_object('face', coalesce(sum(face_minor) FILTER (WHERE period >= day_ago), 0),
          'cost', coalesce(sum(cost_minor) FILTER (WHERE period >= day_ago), 0),
          'remedies', coalesce(sum(remedies) FILTER (WHERE period >= day_ago), 0)),
        'day', jsonb_build_object('face', coalesce(sum(face_minor) FILTER (WHERE period = today), 0),
          'cost', coalesce(sum(cost_minor) FILTER (WHERE period = today), 0),
          'remedies', coalesce(sum(remedies) FILTER (WHERE period = today), 0)),
        'month', jsonb_build_object('face', coalesce(sum(face_minor) FILTER (WHERE period = this_month), 0),
          'cost', coalesce(sum(cost_minor) FILTER (WHERE period = this_month), 0),
          'remedies', coalesce(sum(remedies) FILTER (WHERE period = this_month), 0))
      ) INTO used FROM (
        -- Slots are the last of the periods: day, month, slot.
        SELECT period, face_minor, cost_minor, remedies FROM limit_usage WHERE shop_id = shop AND counter = 'shop' AND period >= day_ago
        UNION ALL
        SELECT period, face_minor, cost_minor, remedies FROM limit_usage
        WHERE shop_id = shop AND counter = 'shop' AND period IN (today, this_month)
      ) AS u;
      RETURN used;
    END;
  END IF;
  IF counter_name LIKE 'person:%' THEN
    SELECT jsonb_build_object('day', jsonb_build_object('face', coalesce(sum(face_minor), 0), 'cost', coalesce(sum(cost_minor), 0),
      'remedies', coalesce(sum(remedies), 0)))
      INTO used FROM limit_usage WHERE shop_id = shop AND counter = counter_name AND period = today;
    RETURN used;
  END IF;
  IF counter_name LIKE 'customer:%' THEN
    DECLARE
      days30 TEXT := 'day:' || to_char(here - interval '30 days', 'YYYY-MM-DD');
      days90 TEXT := 'day:' || to_char(here - interval '90 days', 'YYYY-MM-DD');
      days365 TEXT := 'day:' || to_char(here - interval '365 days', 'YYYY-MM-DD');
    BEGIN
      SELECT jsonb_build_object(
        'days30', jsonb_build_object('face', coalesce(sum(face_minor) FILTER (WHERE period >= days30), 0),
          'cost', coalesce(sum(cost_minor) FILTER (WHERE period >= days30), 0),
          'remedies', coalesce(sum(remedies) FILTER (WHERE period >= days30), 0)),
        'days90', jsonb_build_object('face', coalesce(sum(face_minor) FILTER (WHERE period >= days90), 0),
          'cost', coalesce(sum(cost_minor) FILTER (WHERE period >= days90), 0),
          'remedies', coalesce(sum(remedies) FILTER (WHERE period >= days90), 0)),
        'days365', jsonb_build_object('face', coalesce(sum(face_minor), 0), 'cost', coalesce(sum(cost_minor), 0),
          'remedies', coalesce(sum(remedies), 0))
      ) INTO used FROM limit_usage WHERE shop_id = shop AND counter = counter_name AND period >= days365 AND period < 'day:~';
      RETURN used;
    END;
  END IF;
  RAISE EXCEPTION 'no counter is called %', counter_name USING ERRCODE = '22023';
END $$;

CREATE OR REPLACE FUNCTION guard_limits(shop TEXT, at TIMESTAMPTZ, caps JSONB) RETURNS VOID LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  here TIMESTAMP;
  cap JSONB;
  counter_name TEXT := '';
  windows JSONB;
  used BIGINT;
BEGIN
  PERFORM lock_ledger(shop);
  SELECT in_shop_time(s.time_zone, at) INTO STRICT here FROM shops s WHERE s.shop_id = shop;
  FOR cap IN SELECT value FROM jsonb_array_elements(caps) LOOP
    IF cap ->> 'name' IS DISTINCT FROM counter_name THEN
      counter_name := cap ->> 'name';
      windows := counter_used(shop, counter_name, at, here);
    END IF;
    used := (windows -> (cap ->> 'window') ->> (cap ->> 'measure'))::bigint;
    -- What cannot be compared is no leave to give.
    IF (used + (cap ->> 'adding')::bigint <= (cap ->> 'most')::bigint) IS NOT TRUE THEN
      RAISE EXCEPTION 'a limit is reached' USING ERRCODE = 'AM001', DETAIL = (cap || jsonb_build_object('used', used))::text;
    END IF;
  END LOOP;
END $$;

-- What forgets old slots looks by the slot alone, over all shops. An index that says so plainly could be taken for looking up
-- one shop's, too, and would go through everybody's; this one is of an expression that only the forgetting uses.
DROP INDEX limit_usage_slots;
CREATE INDEX limit_usage_slots ON limit_usage ((period || '')) WHERE counter = 'shop';
CREATE OR REPLACE FUNCTION system_forget_slots(before TIMESTAMPTZ, most INT) RETURNS INT
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH old AS (
    SELECT u.shop_id, u.counter, u.period FROM limit_usage u
    WHERE u.counter = 'shop' AND u.period || '' >= 'slot:'
      AND u.period || '' < slot_period(slot_at(least(before, now() - interval '2 days')))
    ORDER BY u.period || '' LIMIT least(most, 1000) FOR UPDATE SKIP LOCKED
  ), gone AS (
    DELETE FROM limit_usage u USING old WHERE u.shop_id = old.shop_id AND u.counter = old.counter AND u.period = old.period RETURNING 1
  )
  SELECT count(*)::int FROM gone
$$;
