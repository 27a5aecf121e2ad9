-- Shops take turns: the first due remedy of each, then the second of each. A shop with thousands due, whose bucket is
-- empty, no longer stands before everybody else.
CREATE OR REPLACE FUNCTION system_due_remedies(due_at TIMESTAMPTZ, most INT) RETURNS TABLE (shop_id TEXT, remedy_id UUID)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT due.shop_id, due.id FROM (
    SELECT r.shop_id, r.id, r.next_check_at, row_number() OVER (PARTITION BY r.shop_id ORDER BY r.next_check_at, r.id) AS turn
    FROM remedies r
    WHERE r.state IN ('approved', 'sending', 'unknown', 'issued', 'undoing') AND r.next_check_at <= due_at
  ) due
  ORDER BY due.turn, due.next_check_at LIMIT least(most, 1000)
$$;
