-- Who shows a complaint hears at once when one of its remedies turns: announced inside the transaction that turns it,
-- so heard when, and only when, that commits. Being sent is no news, the end of it is.
--
-- Runs as whoever turns the remedy (no SECURITY DEFINER) and reads no table, so there is no policy to pass. Everybody
-- who listens hears of every shop: therefore ids only, and whoever is woken reads the rows under its own shop's policy.
CREATE FUNCTION announce_remedy() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_catalog.pg_notify('amends_remedies', NEW.shop_id || ' ' || NEW.complaint_id);
  RETURN NULL;
END $$;
CREATE TRIGGER remedies_announced AFTER UPDATE OF state ON remedies FOR EACH ROW
  WHEN (OLD.state IS DISTINCT FROM NEW.state AND NEW.state <> 'sending') EXECUTE FUNCTION announce_remedy();
