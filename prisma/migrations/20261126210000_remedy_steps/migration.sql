-- What people do for a remedy outside of Shopify, step by step.

-- CreateTable
CREATE TABLE "remedy_steps" (
    "shop_id" TEXT NOT NULL,
    "remedy_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "step" TEXT NOT NULL,
    "details" JSONB NOT NULL,
    "request_id" UUID NOT NULL,
    "input_hash" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "user_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "remedy_steps_pkey" PRIMARY KEY ("shop_id","remedy_id","number")
);

-- CreateIndex
CREATE UNIQUE INDEX "remedy_steps_shop_id_request_id_key" ON "remedy_steps"("shop_id", "request_id");

-- AddForeignKey
ALTER TABLE "remedy_steps" ADD CONSTRAINT "remedy_steps_shop_id_remedy_id_fkey" FOREIGN KEY ("shop_id", "remedy_id") REFERENCES "remedies"("shop_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;


-- From here on by hand: what Prisma does not describe.

ALTER TABLE remedy_steps ADD CONSTRAINT remedy_steps_number CHECK (number > 0);

-- Evidence, like the ledger: the app may add and read, never change or remove. With the remedies of a shop that is erased they go.
ALTER TABLE remedy_steps ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop ON remedy_steps TO amends_app USING (shop_id = current_shop()) WITH CHECK (shop_id = current_shop());
GRANT SELECT, INSERT ON remedy_steps TO amends_app;

-- A customer who is forgotten: what was typed goes (numbers of parcels, words), that it was done and what it cost stays.
CREATE FUNCTION forget_step_details(remedy_ids UUID[]) RETURNS VOID
  LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE remedy_steps SET details = jsonb_strip_nulls(jsonb_build_object('cost', details -> 'cost'))
  WHERE shop_id = current_shop() AND remedy_id = ANY (remedy_ids)
$$;
REVOKE ALL ON FUNCTION forget_step_details(UUID[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_step_details(UUID[]) TO amends_app;
