-- What customers are asked afterwards: whether they are content, and whether what was sent arrived well.

-- CreateTable
CREATE TABLE "customer_asks" (
    "shop_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "complaint_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "about" TEXT NOT NULL DEFAULT '',
    "agent_id" TEXT,
    "agent_name" TEXT,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "reached" BOOLEAN NOT NULL,
    "answered_at" TIMESTAMPTZ(3),
    "score" INTEGER,
    "request_id" UUID,

    CONSTRAINT "customer_asks_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateIndex
CREATE INDEX "customer_asks_shop_id_answered_at_idx" ON "customer_asks"("shop_id", "answered_at");

-- CreateIndex
CREATE UNIQUE INDEX "customer_asks_shop_id_complaint_id_kind_about_key" ON "customer_asks"("shop_id", "complaint_id", "kind", "about");

-- AddForeignKey
ALTER TABLE "customer_asks" ADD CONSTRAINT "customer_asks_shop_id_complaint_id_fkey" FOREIGN KEY ("shop_id", "complaint_id") REFERENCES "complaints"("shop_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;


-- From here on by hand: what Prisma does not describe.

ALTER TABLE customer_asks
  ADD CONSTRAINT customer_asks_kind CHECK (kind IN ('survey', 'check_in')),
  -- Of a check-in 1 is "all is well" and 0 is not.
  ADD CONSTRAINT customer_asks_score CHECK (CASE kind WHEN 'survey' THEN score BETWEEN 1 AND 5 ELSE score BETWEEN 0 AND 1 END),
  ADD CONSTRAINT customer_asks_answer CHECK ((answered_at IS NULL) = (score IS NULL) AND (answered_at IS NULL) = (request_id IS NULL));

ALTER TABLE customer_asks ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop ON customer_asks TO amends_app USING (shop_id = current_shop()) WITH CHECK (shop_id = current_shop());
GRANT SELECT, INSERT, UPDATE ON customer_asks TO amends_app;

-- Those that were resolved lately.
CREATE INDEX complaints_resolved ON complaints (shop_id, ended_at) WHERE state = 'resolved';
