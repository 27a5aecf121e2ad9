-- Besides the clocks of a complaint, somebody is warned of the answer that is wanted to what was passed up, and of the call that a
-- customer waits for: each once, by the same table.
ALTER TABLE complaint_warnings
  DROP CONSTRAINT complaint_warnings_clock,
  ADD CONSTRAINT complaint_warnings_clock CHECK (clock IN ('first_answer', 'resolve', 'legal', 'passed_up', 'call'));
-- Those that wait already are looked at.
UPDATE complaints c SET look_at = now() WHERE c.state IN ('open', 'waiting_for_customer') AND (
  EXISTS (SELECT 1 FROM escalations e WHERE e.shop_id = c.shop_id AND e.complaint_id = c.id AND e.ended_at IS NULL)
  OR EXISTS (SELECT 1 FROM callbacks b WHERE b.shop_id = c.shop_id AND b.complaint_id = c.id AND b.state = 'waiting'));
