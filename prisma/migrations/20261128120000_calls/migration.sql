-- Customers who wait to be called, and every call that was made or taken.

-- CreateTable
CREATE TABLE "callbacks" (
    "shop_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "complaint_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "slot_from" TIMESTAMPTZ(3) NOT NULL,
    "slot_to" TIMESTAMPTZ(3) NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "asked_by" TEXT NOT NULL,
    "assignee_user_id" TEXT,
    "behind_action" TEXT,
    "behind_due_at" TIMESTAMPTZ(3),
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "callbacks_pkey" PRIMARY KEY ("shop_id","id")
);
CREATE INDEX "callbacks_shop_id_complaint_id_idx" ON "callbacks"("shop_id", "complaint_id");
ALTER TABLE "callbacks" ADD CONSTRAINT "callbacks_shop_id_complaint_id_fkey" FOREIGN KEY ("shop_id", "complaint_id") REFERENCES "complaints"("shop_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- CreateTable
CREATE TABLE "calls" (
    "shop_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "complaint_id" UUID NOT NULL,
    "callback_id" UUID,
    "direction" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "minutes" INTEGER,
    "agreed" TEXT NOT NULL DEFAULT '',
    "note" TEXT NOT NULL DEFAULT '',
    "by_user_id" TEXT NOT NULL,
    "by_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "calls_pkey" PRIMARY KEY ("shop_id","id")
);
CREATE INDEX "calls_shop_id_complaint_id_at_idx" ON "calls"("shop_id", "complaint_id", "at" DESC);
ALTER TABLE "calls" ADD CONSTRAINT "calls_shop_id_complaint_id_fkey" FOREIGN KEY ("shop_id", "complaint_id") REFERENCES "complaints"("shop_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- From here on by hand: what Prisma does not describe.

ALTER TABLE callbacks
  ADD CONSTRAINT callbacks_state CHECK (state IN ('waiting', 'done', 'not_reached', 'dropped')),
  ADD CONSTRAINT callbacks_end CHECK ((state = 'waiting') = (ended_at IS NULL)),
  ADD CONSTRAINT callbacks_slot CHECK (slot_from < slot_to),
  ADD CONSTRAINT callbacks_asked_by CHECK (asked_by IN ('customer', 'staff'));
ALTER TABLE calls
  ADD CONSTRAINT calls_direction CHECK (direction IN ('out', 'in')),
  ADD CONSTRAINT calls_outcome CHECK (outcome IN ('reached', 'not_reached', 'voicemail', 'wrong_number'));
-- A customer waits for one call at a time: asked again, it is moved.
CREATE UNIQUE INDEX callbacks_one_waits ON callbacks (shop_id, complaint_id) WHERE state = 'waiting';
CREATE INDEX callbacks_waiting ON callbacks (shop_id, slot_from, id) WHERE state = 'waiting';

DO $$
DECLARE
  tenant_table TEXT;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['callbacks', 'calls']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('CREATE POLICY own_shop ON %I TO amends_app USING (shop_id = current_shop()) WITH CHECK (shop_id = current_shop())', tenant_table);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE ON callbacks, calls TO amends_app;

-- Whoever writes down what is next on a complaint: where its customer waits for a call before that, the call is next, and what was
-- meant to be next comes back after it. What hides that money did not arrive, or that somebody waits for a yes, is never replaced.
CREATE FUNCTION complaint_call_waits() RETURNS TRIGGER LANGUAGE plpgsql AS $$
DECLARE
  waiting RECORD;
BEGIN
  SELECT id, slot_to INTO waiting FROM callbacks
  WHERE shop_id = NEW.shop_id AND complaint_id = NEW.id AND state = 'waiting';
  IF NOT FOUND OR NEW.next_action IN ('decide_again', 'await_approval') THEN
    RETURN NEW;
  END IF;
  IF NEW.next_action = 'call_customer' THEN
    NEW.next_action_due_at := waiting.slot_to;
  ELSIF waiting.slot_to <= NEW.next_action_due_at THEN
    UPDATE callbacks SET behind_action = NEW.next_action, behind_due_at = NEW.next_action_due_at
    WHERE shop_id = NEW.shop_id AND id = waiting.id;
    NEW.next_action := 'call_customer';
    NEW.next_action_due_at := waiting.slot_to;
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION complaint_call_waits() FROM PUBLIC;
CREATE TRIGGER complaint_call_waits BEFORE UPDATE OF state, next_action, next_action_due_at ON complaints
  FOR EACH ROW WHEN (NEW.state IN ('open', 'waiting_for_customer')) EXECUTE FUNCTION complaint_call_waits();
