-- No open complaint without somebody who sees to it, what is next, and by when. And the clocks that a complaint runs on.

ALTER TABLE "complaints"
  ADD COLUMN "first_answer_due_at" TIMESTAMPTZ(3),
  ADD COLUMN "first_answered_at" TIMESTAMPTZ(3),
  ADD COLUMN "resolve_due_at" TIMESTAMPTZ(3),
  ADD COLUMN "legal_due_at" TIMESTAMPTZ(3),
  ADD COLUMN "paused_at" TIMESTAMPTZ(3),
  ADD COLUMN "ended_at" TIMESTAMPTZ(3),
  ADD COLUMN "look_at" TIMESTAMPTZ(3);

-- What is with nobody goes to the account owner, else to whoever has most to say. Also what is over: it may be opened again.
UPDATE complaints c SET assignee_user_id = (
  SELECT s.user_id FROM staff_members s WHERE s.shop_id = c.shop_id
  ORDER BY s.account_owner DESC, array_position(ARRAY['owner', 'lead', 'agent', 'none'], s.role), s.first_seen_at, s.user_id LIMIT 1)
WHERE c.assignee_user_id IS NULL;
-- In a shop in which nobody is known it waits for the first who opens Amends: an id that is nobody's is passed on.
UPDATE complaints SET assignee_user_id = '0' WHERE assignee_user_id IS NULL AND state IN ('open', 'waiting_for_customer');

UPDATE complaints SET ended_at = updated_at WHERE state IN ('resolved', 'closed');
UPDATE complaints SET paused_at = updated_at WHERE state = 'waiting_for_customer';

-- Takes the place of a constraint that asked for the next step alone.
ALTER TABLE complaints DROP CONSTRAINT complaints_next_action, ADD CONSTRAINT complaints_never_silent CHECK (
  state NOT IN ('open', 'waiting_for_customer')
  OR (assignee_user_id IS NOT NULL AND assignee_user_id <> '' AND next_action IS NOT NULL AND next_action_due_at IS NOT NULL)
);
