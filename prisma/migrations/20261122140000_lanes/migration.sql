-- Remedies that can only be told apart by their place among others are carried out one after the other.

-- AlterTable
ALTER TABLE "remedies" ADD COLUMN "in_lane" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "lane" TEXT;


-- From here on by hand: what Prisma does not describe.

-- One at a time in a lane, over all processes: whoever is second waits for its turn.
CREATE UNIQUE INDEX remedies_lane ON remedies (shop_id, lane) WHERE in_lane;
