-- What a shop's mail service signs with can be made anew: the secret follows from the installation's and this salt.

-- CreateTable
CREATE TABLE "inbound_secrets" (
    "shop_id" TEXT NOT NULL,
    "salt" TEXT NOT NULL,
    "salt_before" TEXT NOT NULL,
    "before_until" TIMESTAMPTZ(3) NOT NULL,
    "made_by_name" TEXT NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "inbound_secrets_pkey" PRIMARY KEY ("shop_id")
);
ALTER TABLE "inbound_secrets" ADD CONSTRAINT "inbound_secrets_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("shop_id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- From here on by hand: what Prisma does not describe.

ALTER TABLE inbound_secrets ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop ON inbound_secrets TO amends_app USING (shop_id = current_shop()) WITH CHECK (shop_id = current_shop());
GRANT SELECT, INSERT, UPDATE ON inbound_secrets TO amends_app;
