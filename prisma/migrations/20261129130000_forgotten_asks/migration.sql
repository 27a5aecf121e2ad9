-- A customer who is forgotten: what was typed for her parcel in requests for approval that have ended goes as well. What was
-- asked for, by whom and what became of it stays, and the app changes nothing of it by any other way.
CREATE FUNCTION without_words(asks JSONB) RETURNS JSONB LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
  SELECT jsonb_agg(one || jsonb_build_object('ask', (one -> 'ask') || CASE one ->> 'kind'
      WHEN 'replacement' THEN '{"note":"","card":""}'::jsonb
        || jsonb_build_object('address', (one #> '{ask,address}') || '{"corrected":{}}'::jsonb)
      WHEN 'external_gift' THEN '{"link":""}'::jsonb
        || jsonb_build_object('address', (one #> '{ask,address}') || '{"corrected":{}}'::jsonb)
      WHEN 'return' THEN '{"note":""}'::jsonb
        || CASE WHEN one #>> '{ask,label,kind}' = 'made' THEN '{"label":{"kind":"later"}}'::jsonb ELSE '{}'::jsonb END
      WHEN 'cancellation' THEN '{"note":""}'::jsonb
      WHEN 'repair' THEN '{"label":"","courier":""}'::jsonb
      WHEN 'custom' THEN '{"what":""}'::jsonb
      ELSE '{}'::jsonb END) ORDER BY nth)
  FROM jsonb_array_elements(asks) WITH ORDINALITY AS e (one, nth)
$$;

CREATE FUNCTION forget_asks(complaint_ids UUID[]) RETURNS VOID
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE approval_votes v SET asks = without_words(v.asks) FROM approvals a
  WHERE v.shop_id = current_shop() AND a.shop_id = v.shop_id AND a.id = v.approval_id AND a.complaint_id = ANY (complaint_ids)
    AND a.state <> 'waiting' AND v.asks IS NOT NULL;
  UPDATE approvals SET asks = without_words(asks)
  WHERE shop_id = current_shop() AND complaint_id = ANY (complaint_ids) AND state <> 'waiting'
$$;
REVOKE ALL ON FUNCTION forget_asks(UUID[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_asks(UUID[]) TO amends_app;

-- Who answered about her address is the complaint's customer: her name stands there, and nowhere else.
UPDATE playbook_steps SET taken_by_name = '' WHERE taken_by = 'customer';
