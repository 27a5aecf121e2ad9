-- The customer's way in: guests who ask for a link, forms that are being filled in, and how often somebody knocks.

-- How often the customer has come about a complaint, and what she chose below the reason.
ALTER TABLE "complaints" ADD COLUMN "contacts" INTEGER NOT NULL DEFAULT 1, ADD COLUMN "reason_detail" TEXT, ADD COLUMN "return_reason" TEXT;

-- CreateTable
CREATE TABLE "intake_asks" (
    "shop_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "order_name" TEXT NOT NULL,
    "contact" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "intake_asks_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "intake_counts" (
    "shop_id" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "many" INTEGER NOT NULL,

    CONSTRAINT "intake_counts_pkey" PRIMARY KEY ("shop_id","key","since")
);

-- CreateTable
CREATE TABLE "intake_drafts" (
    "shop_id" TEXT NOT NULL,
    "link_id" UUID NOT NULL,
    "order_id" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "request_id" UUID NOT NULL,
    "answers" JSONB NOT NULL DEFAULT '{}',
    "complaint_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "intake_drafts_pkey" PRIMARY KEY ("shop_id","link_id")
);

-- CreateIndex
CREATE INDEX "intake_asks_age" ON "intake_asks"("at");

-- CreateIndex
CREATE INDEX "intake_counts_age" ON "intake_counts"("since");

-- CreateIndex
CREATE INDEX "intake_drafts_age" ON "intake_drafts"("at");

-- AddForeignKey
ALTER TABLE "intake_asks" ADD CONSTRAINT "intake_asks_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("shop_id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "intake_counts" ADD CONSTRAINT "intake_counts_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("shop_id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "intake_drafts" ADD CONSTRAINT "intake_drafts_shop_id_link_id_fkey" FOREIGN KEY ("shop_id", "link_id") REFERENCES "customer_links"("shop_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- From here on by hand: what Prisma does not describe.

ALTER TABLE complaints ADD CONSTRAINT complaints_contacts CHECK (contacts >= 1);
ALTER TABLE intake_asks ADD CONSTRAINT intake_asks_short CHECK (length(order_name) <= 100 AND length(contact) <= 320);

DO $$
DECLARE
  tenant_table TEXT;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['intake_asks', 'intake_counts', 'intake_drafts']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('CREATE POLICY own_shop ON %I TO amends_app USING (shop_id = current_shop()) WITH CHECK (shop_id = current_shop())', tenant_table);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE, DELETE ON intake_asks, intake_counts, intake_drafts TO amends_app;

-- What nobody needs any more, of any shop: counts and asks and drafts from before.
CREATE FUNCTION system_forget_intake(before TIMESTAMPTZ, most INT) RETURNS INT
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH asks AS (
    DELETE FROM intake_asks l USING (SELECT o.shop_id, o.id FROM intake_asks o WHERE o.at < before ORDER BY o.at LIMIT most) o
    WHERE l.shop_id = o.shop_id AND l.id = o.id RETURNING 1
  ), counts AS (
    DELETE FROM intake_counts l USING (SELECT o.shop_id, o.key, o.since FROM intake_counts o WHERE o.since < before ORDER BY o.since LIMIT most) o
    WHERE l.shop_id = o.shop_id AND l.key = o.key AND l.since = o.since RETURNING 1
  ), drafts AS (
    DELETE FROM intake_drafts l USING (SELECT o.shop_id, o.link_id FROM intake_drafts o WHERE o.at < before ORDER BY o.at LIMIT most) o
    WHERE l.shop_id = o.shop_id AND l.link_id = o.link_id RETURNING 1
  ) SELECT ((SELECT count(*) FROM asks) + (SELECT count(*) FROM counts) + (SELECT count(*) FROM drafts))::int;
$$;
REVOKE ALL ON FUNCTION system_forget_intake(TIMESTAMPTZ, INT) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION system_forget_intake(TIMESTAMPTZ, INT) TO amends_app;
