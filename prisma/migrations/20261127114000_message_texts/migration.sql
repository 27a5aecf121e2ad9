-- The shop's own texts to customers, one row a version. No text: back to ours from here on. Added to, never changed.

CREATE TABLE "message_texts" (
    "shop_id" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "subject" TEXT,
    "body" TEXT,
    "author_id" TEXT NOT NULL,
    "author_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "message_texts_pkey" PRIMARY KEY ("shop_id","topic","language","version")
);
ALTER TABLE "message_texts" ADD CONSTRAINT "message_texts_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("shop_id") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE message_texts
  ADD CONSTRAINT message_texts_language CHECK (language IN ('en', 'uk', 'pl', 'cs', 'ru')),
  ADD CONSTRAINT message_texts_whole CHECK ((subject IS NULL) = (body IS NULL)),
  ADD CONSTRAINT message_texts_version CHECK (version > 0);
ALTER TABLE message_texts ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop ON message_texts TO amends_app USING (shop_id = current_shop()) WITH CHECK (shop_id = current_shop());
GRANT SELECT, INSERT ON message_texts TO amends_app;
