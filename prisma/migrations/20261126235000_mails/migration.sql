-- E-mails that are to be sent, and what became of them.

-- CreateTable
CREATE TABLE "mails" (
    "shop_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "to_user_id" TEXT,
    "to_customer_id" TEXT,
    "complaint_id" UUID,
    "language" TEXT NOT NULL,
    "to_name" TEXT,
    "to_address" TEXT,
    "subject" TEXT,
    "text" TEXT,
    "html" TEXT,
    "message_id" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "doubts" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3),
    "problem" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "mails_pkey" PRIMARY KEY ("shop_id","id")
);

-- CreateIndex
CREATE INDEX "mails_shop_id_complaint_id_idx" ON "mails"("shop_id", "complaint_id");

-- CreateIndex
CREATE INDEX "mails_shop_id_to_customer_id_idx" ON "mails"("shop_id", "to_customer_id");

-- CreateIndex
CREATE UNIQUE INDEX "mails_shop_id_dedupe_key_key" ON "mails"("shop_id", "dedupe_key");

-- AddForeignKey
ALTER TABLE "mails" ADD CONSTRAINT "mails_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("shop_id") ON DELETE CASCADE ON UPDATE NO ACTION;


-- From here on by hand: what Prisma does not describe.

ALTER TABLE mails
  ADD CONSTRAINT mails_state CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'unknown', 'dropped')),
  -- Every mail comes to an end, or is due at some time.
  ADD CONSTRAINT mails_time CHECK ((state IN ('queued', 'sending')) = (next_at IS NOT NULL) AND (next_at IS NULL) = (ended_at IS NOT NULL)),
  ADD CONSTRAINT mails_contents CHECK (state <> 'queued' OR (to_address IS NOT NULL AND subject IS NOT NULL AND text IS NOT NULL AND html IS NOT NULL)),
  ADD CONSTRAINT mails_one_line CHECK (subject !~ '[[:cntrl:]]' AND to_address !~ '[[:cntrl:][:space:]]');

-- A shop that is erased takes its mails along (ON DELETE CASCADE).
ALTER TABLE mails ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_shop ON mails TO amends_app USING (shop_id = current_shop()) WITH CHECK (shop_id = current_shop());
GRANT SELECT, INSERT, UPDATE ON mails TO amends_app;

-- Mails whose time has come. Shops take turns: one with thousands due does not stand before everybody else.
CREATE INDEX mails_due ON mails (next_at) WHERE next_at IS NOT NULL;
CREATE FUNCTION system_due_mails(due_at TIMESTAMPTZ, most INT) RETURNS TABLE (shop_id TEXT, mail_id UUID)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT due.shop_id, due.id FROM (
    SELECT m.shop_id, m.id, m.next_at, row_number() OVER (PARTITION BY m.shop_id ORDER BY m.next_at, m.id) AS turn
    FROM mails m WHERE m.next_at <= due_at
  ) due
  ORDER BY due.turn, due.next_at LIMIT least(most, 1000)
$$;

-- Mails that ended long ago and still say something, oldest first.
CREATE INDEX mails_not_forgotten ON mails (ended_at) WHERE text IS NOT NULL;
CREATE FUNCTION system_old_mails(ended_before TIMESTAMPTZ, most INT) RETURNS TABLE (shop_id TEXT, mail_id UUID)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT m.shop_id, m.id FROM mails m
  WHERE m.ended_at < ended_before AND m.text IS NOT NULL
  ORDER BY m.ended_at LIMIT least(most, 1000)
$$;

-- What staff may want to see: mails that did not arrive, or perhaps not.
CREATE INDEX mails_troubled ON mails (shop_id, ended_at DESC) WHERE state IN ('failed', 'unknown');

REVOKE ALL ON FUNCTION system_due_mails(TIMESTAMPTZ, INT), system_old_mails(TIMESTAMPTZ, INT) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION system_due_mails(TIMESTAMPTZ, INT), system_old_mails(TIMESTAMPTZ, INT) TO amends_app;
