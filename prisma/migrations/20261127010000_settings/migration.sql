-- What was changed in the settings besides the rules themselves, which keep their own history. Append-only.
CREATE TABLE "settings_events" (
    "shop_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "event" JSONB NOT NULL,
    "actor_id" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "settings_events_pkey" PRIMARY KEY ("shop_id","id")
);
CREATE INDEX "settings_events_shop_id_at_id_idx" ON "settings_events"("shop_id", "at" DESC, "id" DESC);
CREATE INDEX "policy_versions_shop_id_created_at_version_idx" ON "policy_versions"("shop_id", "created_at" DESC, "version" DESC);
ALTER TABLE "settings_events" ADD CONSTRAINT "settings_events_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("shop_id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- The emergency stop. While a row has no `lifted_at` nothing new is sent to Shopify.
CREATE TABLE "emergency_stops" (
    "shop_id" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "why" TEXT NOT NULL,
    "pressed_by" TEXT NOT NULL,
    "pressed_by_name" TEXT NOT NULL,
    "pressed_at" TIMESTAMPTZ(3) NOT NULL,
    "lifted_by" TEXT,
    "lifted_at" TIMESTAMPTZ(3),

    CONSTRAINT "emergency_stops_pkey" PRIMARY KEY ("shop_id","id")
);
ALTER TABLE "emergency_stops" ADD CONSTRAINT "emergency_stops_shop_id_fkey" FOREIGN KEY ("shop_id") REFERENCES "shops"("shop_id") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE emergency_stops ADD CONSTRAINT emergency_stops_lifted CHECK ((lifted_at IS NULL) = (lifted_by IS NULL));
-- Pressed twice it is one stop. Also what each send looks at.
CREATE UNIQUE INDEX emergency_stops_on ON emergency_stops (shop_id) WHERE lifted_at IS NULL;

DO $$
DECLARE
  tenant_table TEXT;
BEGIN
  FOREACH tenant_table IN ARRAY ARRAY['settings_events', 'emergency_stops']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', tenant_table);
    EXECUTE format('CREATE POLICY own_shop ON %I TO amends_app USING (shop_id = current_shop()) WITH CHECK (shop_id = current_shop())', tenant_table);
  END LOOP;
END $$;
GRANT SELECT, INSERT ON settings_events, emergency_stops TO amends_app;
GRANT UPDATE (lifted_by, lifted_at) ON emergency_stops TO amends_app;

-- Away until this moment (the end of her last day away); who stands in for her.
ALTER TABLE "staff_members" ADD COLUMN "away_until" TIMESTAMPTZ(3), ADD COLUMN "substitute_user_id" TEXT;
ALTER TABLE staff_members ADD CONSTRAINT staff_members_substitute CHECK (substitute_user_id IS NULL OR away_until IS NOT NULL);

-- Decisions of a span, oldest first, for trying other rules on them.
CREATE INDEX "resolutions_shop_id_decided_at_id_idx" ON "resolutions"("shop_id", "decided_at", "id");
