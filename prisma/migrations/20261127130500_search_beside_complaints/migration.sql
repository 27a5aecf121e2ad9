-- What a search looks through stands beside the complaint, not in it: a complaint changes with every step that is taken on it, its
-- words hardly ever, and PostgreSQL took them apart and indexed them again each time.

-- CreateTable
CREATE TABLE "complaint_words" (
    "shop_id" TEXT NOT NULL,
    "complaint_id" UUID NOT NULL,
    "words" tsvector NOT NULL,

    CONSTRAINT "complaint_words_pkey" PRIMARY KEY ("shop_id","complaint_id")
);

-- AddForeignKey
ALTER TABLE "complaint_words" ADD CONSTRAINT "complaint_words_shop_id_complaint_id_fkey" FOREIGN KEY ("shop_id", "complaint_id") REFERENCES "complaints"("shop_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;


-- From here on by hand: what Prisma does not describe. The app has no right to the table: it writes by the trigger and searches by
-- search_complaints.
-- Of words that are there, which is all of them: Prisma knows no index that leads with a shop and goes on with words.
CREATE INDEX complaint_words_found ON complaint_words USING gin (shop_id, words) WITH (fastupdate = off) WHERE words IS NOT NULL;
ALTER TABLE complaint_words ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop ON complaint_words TO amends_app USING (shop_id = current_shop()) WITH CHECK (shop_id = current_shop());

CREATE FUNCTION complaint_words_follow() RETURNS TRIGGER LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO complaint_words (shop_id, complaint_id, words)
  VALUES (NEW.shop_id, NEW.id, complaint_words(NEW.order_name, NEW.customer_name, NEW.customer_email, NEW.words))
  ON CONFLICT (shop_id, complaint_id) DO UPDATE SET words = EXCLUDED.words;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION complaint_words_follow() FROM PUBLIC;

INSERT INTO complaint_words (shop_id, complaint_id, words)
SELECT shop_id, id, complaint_words(order_name, customer_name, customer_email, words) FROM complaints;
DROP INDEX complaints_words;
CREATE TRIGGER complaint_words_follow AFTER INSERT OR UPDATE OF order_name, customer_name, customer_email, words ON complaints
  FOR EACH ROW EXECUTE FUNCTION complaint_words_follow();

CREATE OR REPLACE FUNCTION search_complaints(terms TEXT, most INT) RETURNS SETOF UUID
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.id FROM complaint_words w JOIN complaints c ON c.shop_id = w.shop_id AND c.id = w.complaint_id
  WHERE w.shop_id = current_shop() AND w.words @@ to_tsquery('simple', terms)
  ORDER BY c.created_at DESC LIMIT least(most, 500)
$$;
