-- Photos, videos and documents of a complaint. Their bytes stand apart and in pieces, until Shopify has them.

-- CreateTable
CREATE TABLE "attachments" (
    "shop_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "complaint_id" UUID,
    "message_id" UUID,
    "holder_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "bytes" INTEGER NOT NULL,
    "width" INTEGER,
    "height" INTEGER,
    "sha256" TEXT,
    "thumbnail" BYTEA,
    "sender" TEXT NOT NULL,
    "sender_id" TEXT,
    "sender_name" TEXT NOT NULL DEFAULT '',
    "state" TEXT NOT NULL DEFAULT 'received',
    "shopify_id" TEXT,
    "shopify_url" TEXT,
    "problem" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "create_sent_at" TIMESTAMPTZ(3),
    "next_at" TIMESTAMPTZ(3),
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "attachments_pkey" PRIMARY KEY ("shop_id","id")
);
CREATE UNIQUE INDEX "attachments_shop_id_holder_id_sha256_key" ON "attachments"("shop_id", "holder_id", "sha256");
CREATE INDEX "attachments_shop_id_complaint_id_id_idx" ON "attachments"("shop_id", "complaint_id", "id");
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("shop_id") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_shop_id_complaint_id_fkey" FOREIGN KEY ("shop_id", "complaint_id") REFERENCES "complaints"("shop_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- CreateTable
CREATE TABLE "attachment_pieces" (
    "shop_id" TEXT NOT NULL,
    "attachment_id" UUID NOT NULL,
    "nth" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "attachment_pieces_pkey" PRIMARY KEY ("shop_id","attachment_id","nth")
);
ALTER TABLE "attachment_pieces" ADD CONSTRAINT "attachment_pieces_shop_id_attachment_id_fkey" FOREIGN KEY ("shop_id", "attachment_id") REFERENCES "attachments"("shop_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;


-- From here on by hand: what Prisma does not describe.

ALTER TABLE attachments
  ADD CONSTRAINT attachments_state CHECK (state IN ('received', 'stored', 'refused', 'forgetting', 'forgotten')),
  ADD CONSTRAINT attachments_type CHECK (type IN ('jpeg', 'png', 'webp', 'gif', 'heic', 'mp4', 'mov', 'pdf')),
  ADD CONSTRAINT attachments_sender CHECK (sender IN ('staff', 'customer')),
  -- Before there is a complaint its files are held by the draft of it, whose id then gives way to the complaint's.
  ADD CONSTRAINT attachments_holder CHECK (complaint_id IS NULL OR holder_id = complaint_id),
  ADD CONSTRAINT attachments_stored CHECK (state <> 'stored' OR (shopify_id IS NOT NULL AND shopify_url IS NOT NULL)),
  -- What is forgotten says nothing any more.
  ADD CONSTRAINT attachments_forgotten CHECK (state NOT IN ('forgetting', 'forgotten')
    OR (name = '' AND sha256 IS NULL AND thumbnail IS NULL AND shopify_url IS NULL AND sender_name = '')),
  -- Where something is to be done yet, it is due at some time.
  ADD CONSTRAINT attachments_time CHECK ((state IN ('received', 'forgetting')) = (next_at IS NOT NULL)),
  ADD CONSTRAINT attachments_thumbnail CHECK (octet_length(thumbnail) <= 65536);
ALTER TABLE attachment_pieces ADD CONSTRAINT attachment_pieces_bytes CHECK (octet_length(bytes) BETWEEN 1 AND 1048576);
-- Photos and films are packed already.
ALTER TABLE attachment_pieces ALTER COLUMN bytes SET STORAGE EXTERNAL;

DO $$
DECLARE
  tenant_table TEXT;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['attachments', 'attachment_pieces']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('CREATE POLICY own_shop ON %I TO amends_app USING (shop_id = current_shop()) WITH CHECK (shop_id = current_shop())', tenant_table);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE, DELETE ON attachments TO amends_app;
GRANT SELECT, INSERT, DELETE ON attachment_pieces TO amends_app;

-- Files with which something is to be done. Shops take turns: one with thousands does not stand before everybody else.
CREATE INDEX attachments_due ON attachments (next_at) WHERE next_at IS NOT NULL;
CREATE FUNCTION system_due_attachments(due_at TIMESTAMPTZ, most INT) RETURNS TABLE (shop_id TEXT, attachment_id UUID)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT due.shop_id, due.id FROM (
    SELECT a.shop_id, a.id, a.next_at, row_number() OVER (PARTITION BY a.shop_id ORDER BY a.next_at, a.id) AS turn
    FROM attachments a JOIN shops s ON s.shop_id = a.shop_id AND s.uninstalled_at IS NULL WHERE a.next_at <= due_at
  ) due
  ORDER BY due.turn, due.next_at LIMIT least(most, 1000)
$$;
REVOKE ALL ON FUNCTION system_due_attachments(TIMESTAMPTZ, INT) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION system_due_attachments(TIMESTAMPTZ, INT) TO amends_app;
