-- Who has not been answered is listed newest first, like every list of complaints: the index has them in that order.
DROP INDEX complaints_unanswered;
CREATE INDEX complaints_unanswered ON complaints (shop_id, created_at DESC, id DESC)
  WHERE state IN ('open', 'waiting_for_customer') AND first_answered_at IS NULL AND first_answer_due_at IS NOT NULL;

-- What a person has to do next, soonest first, is read from the front of an index, however much she has.
CREATE INDEX complaints_due_by_person ON complaints (shop_id, assignee_user_id, next_action_due_at, id)
  WHERE state IN ('open', 'waiting_for_customer');
