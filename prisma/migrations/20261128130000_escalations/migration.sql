-- A complaint that is passed up: to a lead, to the owner, to the lawyer. With the lawyer everything that could be given is frozen.

-- CreateTable
CREATE TABLE "escalations" (
    "shop_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "complaint_id" UUID NOT NULL,
    "level" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "asked_by" TEXT NOT NULL,
    "asked_by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" TEXT,
    "answer" TEXT,

    CONSTRAINT "escalations_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateIndex
CREATE INDEX "escalations_shop_id_complaint_id_at_idx" ON "escalations"("shop_id", "complaint_id", "at");

-- AddForeignKey
ALTER TABLE "escalations" ADD CONSTRAINT "escalations_shop_id_complaint_id_fkey" FOREIGN KEY ("shop_id", "complaint_id") REFERENCES "complaints"("shop_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AlterTable
ALTER TABLE "complaints" ADD COLUMN "frozen_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "remedies" ADD COLUMN "frozen" BOOLEAN NOT NULL DEFAULT false;


-- From here on by hand: what Prisma does not describe.

ALTER TABLE escalations
  ADD CONSTRAINT escalations_level CHECK (level IN ('lead', 'owner', 'lawyer')),
  ADD CONSTRAINT escalations_end CHECK ((ended_at IS NULL) = (ended_by IS NULL) AND (ended_at IS NULL) = (answer IS NULL));
-- A complaint is with one of them at a time.
CREATE UNIQUE INDEX escalations_open ON escalations (shop_id, complaint_id) WHERE ended_at IS NULL;

ALTER TABLE escalations ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop ON escalations TO amends_app USING (shop_id = current_shop()) WITH CHECK (shop_id = current_shop());
GRANT SELECT, INSERT ON escalations TO amends_app;
GRANT UPDATE (ended_at, ended_by, answer, reason) ON escalations TO amends_app;

-- The freeze is held to by the database, whoever writes: no remedy is added to a frozen complaint, and none of its own begins to
-- be sent. What was being sent already goes on to its end.
CREATE FUNCTION refuse_frozen_remedy() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' AND NOT EXISTS (
    SELECT 1 FROM complaints c WHERE c.shop_id = NEW.shop_id AND c.id = NEW.complaint_id AND c.frozen_at IS NOT NULL) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'the remedies of this complaint are frozen' USING ERRCODE = 'AM002';
END $$;
CREATE TRIGGER remedies_frozen_new BEFORE INSERT ON remedies FOR EACH ROW EXECUTE FUNCTION refuse_frozen_remedy();
CREATE TRIGGER remedies_frozen_send BEFORE UPDATE OF state ON remedies FOR EACH ROW
  WHEN (NEW.frozen AND NEW.state = 'sending' AND OLD.state <> 'sending') EXECUTE FUNCTION refuse_frozen_remedy();
