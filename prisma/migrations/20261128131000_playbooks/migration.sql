-- The guided path through a complaint: steps that were taken, what an address was asked and answered, the verdict, and what kind of
-- talk it is.

-- AlterTable
ALTER TABLE "complaints" ADD COLUMN "difficult" TEXT;

-- CreateTable
CREATE TABLE "playbook_steps" (
    "shop_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "complaint_id" UUID NOT NULL,
    "step" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "until" TIMESTAMPTZ(3),
    "taken_by" TEXT NOT NULL,
    "taken_by_name" TEXT NOT NULL,
    "request_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "playbook_steps_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "address_checks" (
    "shop_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "complaint_id" UUID NOT NULL,
    "shown" JSONB NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "asked_by" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "answer" TEXT,
    "corrected" JSONB,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "address_checks_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateTable
CREATE TABLE "verdicts" (
    "shop_id" TEXT NOT NULL,
    "complaint_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "verdict" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "evidence" JSONB NOT NULL DEFAULT '[]',
    "why" TEXT,
    "given_by" TEXT NOT NULL,
    "given_by_name" TEXT NOT NULL,
    "request_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "refused_at" TIMESTAMPTZ(3),

    CONSTRAINT "verdicts_pkey" PRIMARY KEY ("shop_id","complaint_id","number")
);

-- CreateIndex
CREATE UNIQUE INDEX "playbook_steps_shop_id_request_id_key" ON "playbook_steps"("shop_id", "request_id");

-- CreateIndex
CREATE INDEX "playbook_steps_shop_id_complaint_id_at_id_idx" ON "playbook_steps"("shop_id", "complaint_id", "at", "id");

-- CreateIndex
CREATE INDEX "address_checks_shop_id_complaint_id_asked_at_idx" ON "address_checks"("shop_id", "complaint_id", "asked_at");

-- CreateIndex
CREATE UNIQUE INDEX "verdicts_shop_id_request_id_key" ON "verdicts"("shop_id", "request_id");

-- AddForeignKey
ALTER TABLE "playbook_steps" ADD CONSTRAINT "playbook_steps_shop_id_complaint_id_fkey" FOREIGN KEY ("shop_id", "complaint_id") REFERENCES "complaints"("shop_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "address_checks" ADD CONSTRAINT "address_checks_shop_id_complaint_id_fkey" FOREIGN KEY ("shop_id", "complaint_id") REFERENCES "complaints"("shop_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "verdicts" ADD CONSTRAINT "verdicts_shop_id_complaint_id_fkey" FOREIGN KEY ("shop_id", "complaint_id") REFERENCES "complaints"("shop_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;


-- From here on by hand: what Prisma does not describe.

ALTER TABLE complaints ADD CONSTRAINT complaints_difficult CHECK (difficult IN ('does_not_know', 'knows_everything', 'rude', 'offended'));
ALTER TABLE address_checks
  ADD CONSTRAINT address_checks_answer CHECK (answer IN ('confirmed', 'corrected') AND answered_at IS NOT NULL OR answer IS NULL AND answered_at IS NULL);
ALTER TABLE verdicts
  ADD CONSTRAINT verdicts_verdict CHECK (verdict IN ('justified', 'partly', 'not_justified')),
  -- A first one needs no reason beyond its evidence; changing it does.
  ADD CONSTRAINT verdicts_why CHECK ((number = 1) = (why IS NULL)),
  -- What is justified is not refused.
  ADD CONSTRAINT verdicts_refused CHECK (refused_at IS NULL OR verdict <> 'justified');

DO $$
DECLARE
  tenant_table TEXT;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['playbook_steps', 'address_checks', 'verdicts']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('CREATE POLICY own_shop ON %I TO amends_app USING (shop_id = current_shop()) WITH CHECK (shop_id = current_shop())', tenant_table);
  END LOOP;
END $$;
-- What was written is added to, never changed; but a customer's words are forgotten with her.
GRANT SELECT, INSERT ON playbook_steps, address_checks, verdicts TO amends_app;
GRANT UPDATE (note) ON playbook_steps TO amends_app;
GRANT UPDATE (answer, corrected, answered_at, shown) ON address_checks TO amends_app;
GRANT UPDATE (note, evidence, why, refused_at) ON verdicts TO amends_app;
