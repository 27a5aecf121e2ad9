-- Links that a customer gets, each for one purpose. Of the secret in it only its SHA-256 is kept.

-- CreateTable
CREATE TABLE "customer_links" (
    "shop_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "complaint_id" UUID,
    "order_id" TEXT,
    "about" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "customer_links_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateIndex
CREATE INDEX "customer_links_shop_id_complaint_id_idx" ON "customer_links"("shop_id", "complaint_id");

-- CreateIndex
CREATE UNIQUE INDEX "customer_links_shop_id_token_hash_key" ON "customer_links"("shop_id", "token_hash");

-- AddForeignKey
ALTER TABLE "customer_links" ADD CONSTRAINT "customer_links_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("shop_id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "customer_links" ADD CONSTRAINT "customer_links_shop_id_complaint_id_fkey" FOREIGN KEY ("shop_id", "complaint_id") REFERENCES "complaints"("shop_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;


-- From here on by hand: what Prisma does not describe.

ALTER TABLE customer_links
  ADD CONSTRAINT customer_links_hash CHECK (token_hash ~ '^[0-9a-f]{64}$'),
  -- None is for ever.
  ADD CONSTRAINT customer_links_time CHECK (expires_at > created_at AND expires_at <= created_at + interval '1 year'),
  ADD CONSTRAINT customer_links_subject CHECK (complaint_id IS NOT NULL OR order_id IS NOT NULL);

ALTER TABLE customer_links ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop ON customer_links TO amends_app USING (shop_id = current_shop()) WITH CHECK (shop_id = current_shop());
GRANT SELECT, INSERT, UPDATE ON customer_links TO amends_app;

-- Links that nobody can open any more, of any shop: forgotten in the order in which they ran out.
CREATE INDEX customer_links_expiry ON customer_links (expires_at);
CREATE FUNCTION system_forget_customer_links(before TIMESTAMPTZ, most INT) RETURNS INT
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH old AS (
    DELETE FROM customer_links l USING (
      SELECT o.shop_id, o.id FROM customer_links o WHERE o.expires_at < before ORDER BY o.expires_at LIMIT most
    ) o WHERE l.shop_id = o.shop_id AND l.id = o.id RETURNING 1
  ) SELECT count(*)::int FROM old;
$$;
REVOKE ALL ON FUNCTION system_forget_customer_links(TIMESTAMPTZ, INT) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION system_forget_customer_links(TIMESTAMPTZ, INT) TO amends_app;
