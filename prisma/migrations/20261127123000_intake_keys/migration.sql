-- Keys by which other tools of a shop log complaints, and what they have logged.

-- CreateTable
CREATE TABLE "intake_keys" (
    "shop_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "salt" TEXT NOT NULL,
    "salt_before" TEXT,
    "before_until" TIMESTAMPTZ(3),
    "created_by" TEXT NOT NULL,
    "created_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "minute" TIMESTAMPTZ(3),
    "in_minute" INTEGER NOT NULL DEFAULT 0,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "intake_keys_pkey" PRIMARY KEY ("shop_id","id")
);
ALTER TABLE "intake_keys" ADD CONSTRAINT "intake_keys_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("shop_id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- CreateTable
CREATE TABLE "intake_reports" (
    "shop_id" TEXT NOT NULL,
    "key_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "input_hash" TEXT NOT NULL,
    "complaint_id" UUID NOT NULL,
    "joined" BOOLEAN NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "intake_reports_pkey" PRIMARY KEY ("shop_id","key_id","external_id")
);
CREATE INDEX "intake_reports_shop_id_complaint_id_idx" ON "intake_reports"("shop_id", "complaint_id");
ALTER TABLE "intake_reports" ADD CONSTRAINT "intake_reports_shop_id_complaint_id_fkey" FOREIGN KEY ("shop_id", "complaint_id") REFERENCES "complaints"("shop_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "intake_reports" ADD CONSTRAINT "intake_reports_shop_id_key_id_fkey" FOREIGN KEY ("shop_id", "key_id") REFERENCES "intake_keys"("shop_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- From here on by hand: what Prisma does not describe.

ALTER TABLE intake_keys ADD CONSTRAINT intake_keys_before CHECK ((salt_before IS NULL) = (before_until IS NULL));

DO $$
DECLARE
  tenant_table TEXT;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['intake_keys', 'intake_reports']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('CREATE POLICY own_shop ON %I TO amends_app USING (shop_id = current_shop()) WITH CHECK (shop_id = current_shop())', tenant_table);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE ON intake_keys, intake_reports TO amends_app;
