-- A mail stands in the conversation that it belongs to, and says whether a person wrote it.
ALTER TABLE "mails" ADD COLUMN "automatic" BOOLEAN NOT NULL DEFAULT true, ADD COLUMN "thread" TEXT;
