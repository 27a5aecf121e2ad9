-- What is said to a customer and by her, in which language, and what a shop has set besides its rules about money.

ALTER TABLE "complaints" ADD COLUMN "language" TEXT NOT NULL DEFAULT 'en', ADD COLUMN "country" TEXT;
ALTER TABLE complaints ADD CONSTRAINT complaints_language CHECK (language IN ('en', 'uk', 'pl', 'cs', 'ru'));

-- CreateTable
CREATE TABLE "messages" (
    "shop_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "complaint_id" UUID NOT NULL,
    "direction" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "subject" TEXT NOT NULL DEFAULT '',
    "body" TEXT NOT NULL,
    "author_kind" TEXT NOT NULL,
    "author_id" TEXT,
    "author_name" TEXT NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "details" JSONB NOT NULL DEFAULT '{}',
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "messages_pkey" PRIMARY KEY ("shop_id","id")
);
CREATE UNIQUE INDEX "messages_shop_id_dedupe_key_key" ON "messages"("shop_id", "dedupe_key");
CREATE INDEX "messages_shop_id_complaint_id_at_id_idx" ON "messages"("shop_id", "complaint_id", "at" DESC, "id" DESC);
ALTER TABLE "messages" ADD CONSTRAINT "messages_shop_id_complaint_id_fkey" FOREIGN KEY ("shop_id", "complaint_id") REFERENCES "complaints"("shop_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE messages
  ADD CONSTRAINT messages_direction CHECK (direction IN ('to_customer', 'from_customer')),
  ADD CONSTRAINT messages_author CHECK (author_kind IN ('staff', 'customer', 'system'));

-- CreateTable
CREATE TABLE "shop_settings" (
    "shop_id" TEXT NOT NULL,
    "area" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "changed_by" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "shop_settings_pkey" PRIMARY KEY ("shop_id","area")
);
ALTER TABLE "shop_settings" ADD CONSTRAINT "shop_settings_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("shop_id") ON DELETE CASCADE ON UPDATE NO ACTION;

DO $$
DECLARE
  tenant_table TEXT;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['messages', 'shop_settings']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('CREATE POLICY own_shop ON %I TO amends_app USING (shop_id = current_shop()) WITH CHECK (shop_id = current_shop())', tenant_table);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE ON messages, shop_settings TO amends_app;
