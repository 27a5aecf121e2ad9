-- Nobody waits for our answer where we wait for the customer's.
DROP INDEX complaints_unanswered;
CREATE INDEX complaints_unanswered ON complaints (shop_id, created_at DESC, id DESC)
  WHERE state = 'open' AND first_answered_at IS NULL AND first_answer_due_at IS NOT NULL;
